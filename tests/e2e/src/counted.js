// Counts what a page asks of localStorage. A text that is written counts with its name, in UTF-16 units, as browsers
// count what there is room for.
window.askedOfStorage = { getItem: 0, setItem: 0, removeItem: 0, key: 0, written: 0, last: 0 };
for (const name of ["getItem", "setItem", "removeItem", "key"]) {
  const real = Storage.prototype[name];
  Storage.prototype[name] = function (...given) {
    if (this === localStorage) {
      askedOfStorage[name] += 1;
      if (name === "setItem") askedOfStorage.written += String(given[0]).length + String(given[1]).length;
      askedOfStorage.last = performance.now();
    }
    return real.apply(this, given);
  };
}
