//! The elements, each by its name. What is not written here does not compile.

use super::element::{El, html_element, svg_element};

macro_rules! elements {
    ($make:ident: $($name:ident)*) => {$(
        #[doc = concat!("`<", stringify!($name), ">`.")]
        #[inline(always)]
        pub fn $name() -> El {
            $make(stringify!($name))
        }
    )*};
}

elements! { html_element:
    a abbr address article aside audio b bdi bdo blockquote br button canvas caption cite code col
    colgroup data datalist dd del details dfn dialog div dl dt em fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd label legend li link main map
    mark menu meta meter nav object ol optgroup option output p picture pre progress q rp rt ruby s
    samp section select slot small source span strong sub summary sup table tbody td template
    textarea tfoot th thead time tr track u ul var video wbr
}

/// Of drawings.
pub mod svg {
    use super::{El, svg_element};

    elements! { svg_element:
        circle defs ellipse g line path polygon polyline rect svg text tspan
    }
}
