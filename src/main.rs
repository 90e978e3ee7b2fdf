//! Starts the app in a browser. Anywhere else there is nothing to start.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod ui;

fn main() {
    #[cfg(target_arch = "wasm32")]
    ui::start();

    #[cfg(not(target_arch = "wasm32"))]
    eprintln!(
        "Kickoff runs in a browser: see README.md for the command that builds and serves it."
    );
}
