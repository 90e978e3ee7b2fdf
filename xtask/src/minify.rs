//! Scripts as they are sent: without comments and blanks, and with short names inside of them. What they
//! are made of stays as it is written, so that a script for old browsers stays one.
//!
//! By oxc, whose parser, mangler and printer leave the syntax as it is written, and which saves 1.7 KB
//! of the first screen. Trunk's own minifier gives up on wasm-bindgen's glue.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc_mangler::{MangleOptions, Mangler};
use oxc_parser::Parser;
use oxc_span::SourceType;

use crate::Result;

/// Who reads a script.
#[derive(Clone, Copy, PartialEq)]
pub enum Reader {
    /// A browser that can run the app. What a module exports and imports keeps its names.
    Module,
    /// Any browser: shorter quotes and the like are of 2015, and stay out.
    Any,
}

/// # Errors
///
/// If it is no script.
pub fn minified(script: &str, reader: Reader) -> Result<String> {
    let (source, options) = match reader {
        Reader::Module => (SourceType::mjs(), CodegenOptions::minify()),
        Reader::Any => {
            let comments = CommentOptions::disabled();
            let plain = CodegenOptions { comments, indent_width: 0, ..CodegenOptions::default() };
            (SourceType::cjs(), plain)
        }
    };
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, source).parse();
    if let Some(error) = parsed.diagnostics.iter().next() {
        return Err(format!("no script: {error}"));
    }
    let named = Mangler::new().with_options(MangleOptions::default()).build(&parsed.program);
    let made = Codegen::new()
        .with_options(options)
        .with_scoping(Some(named.scoping))
        .build(&parsed.program);
    Ok(made.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_ship_without_their_comments_and_blanks() {
        let script =
            "// One.\n/**\n * Two.\n */\nlet url = \"http://x\"; // Three.\n\n  go(url);\n";
        assert_eq!(minified(script, Reader::Module).unwrap(), "let e=`http://x`;go(e);");
        let long = "say(`One\n    two`);\n";
        assert_eq!(minified(long, Reader::Module).unwrap(), "say(`One\n    two`);");
        let named = "export function go(where) { return where + top(where) }";
        let named = minified(named, Reader::Module).unwrap();
        assert_eq!(named, "export function go(e){return e+top(e)}");
        assert!(minified("function (", Reader::Module).is_err());
    }

    #[test]
    fn the_way_out_is_written_for_old_browsers() {
        let script = minified(include_str!("../../public/recover.js"), Reader::Any).unwrap();
        assert!(!script.contains("//"), "a comment");
        // A comma before a closing bracket of a call is of 2017; the rest of 2015.
        for young in ["=>", "`", "const ", "let ", "class ", "...", "?.", "??", ",)", "async "] {
            assert!(!script.contains(young), "{young} in recover.js");
        }
    }
}
