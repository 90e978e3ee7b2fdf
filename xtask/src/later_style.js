// What the screens of the later part look like is there before any of them is drawn. A sheet that cannot be had keeps
// nobody from their work.
function style() {
  return new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = document.querySelector("script[data-style]").dataset.style;
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}
