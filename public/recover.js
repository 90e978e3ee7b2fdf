// The way out when the app cannot go on, and the one place that deletes everything. It needs neither the program nor
// modules, and is written for old browsers: it has to come up where nothing else does.
//
// Events on window:
//   kickoff:failed              the app has stopped; detail: what the person who mends it has to know
//   kickoff:delete-everything   the user wants everything deleted that this copy of the app keeps in this browser
//   kickoff:deleted             that is over; detail: the names of what is still there
//
// It is loaded before the module that starts the program, and needs neither that, nor its glue, nor boot.js. So it
// comes up after a panic or a trap, and in a browser without modules or WebAssembly. If it is missing itself, the style
// sheet shows a last word after 15 seconds.
//
// After a crash two locks hold: a flag in browser/storage.rs, set by the panic hook, and the browser's own methods for
// writing, which are replaced here by ones that refuse. The second also holds after a trap, when no code of ours has
// run. There is no safe mode of the program: where one engagement brings the list down, this page names them by their
// cards and deletes one, after a download and a typed word.
(function () {
  "use strict";

  // One origin can hold several copies of the app, and other apps: only names that begin like this are ours.
  var PATH = location.pathname.replace(/[^/]*$/, "");
  var KEYS = "kickoff:" + PATH + ":";
  var CACHES = "kickoff " + PATH + " ";
  // The journal, and the archive of what nobody is at work on.
  var DATABASES = ["kickoff:" + PATH, "kickoff:" + PATH + ":archive"];
  var GONE = KEYS + "gone";
  var WORDS = ["削除", "DELETE"];

  var root = document.documentElement;
  var workers = navigator.serviceWorker;
  var stopped = false;
  var downloaded = false;

  // As the browser made them, before the app is locked out of them.
  var setItem = method("Storage", "setItem");
  var removeItem = method("Storage", "removeItem");
  var clear = method("IDBObjectStore", "clear");
  var drop = method("IDBCursor", "delete");

  function method(kind, name) {
    return window[kind] && window[kind].prototype[name];
  }

  // ---- Noticing ----

  // First in line: what the app does about these would be done by a program in no state to do anything.
  [
    "beforeunload",
    "hashchange",
    "keydown",
    "kickoff:update-reload",
    "pagehide",
    "storage",
    "visibilitychange",
  ].forEach(function (type) {
    window.addEventListener(
      type,
      function (event) {
        if (stopped) event.stopImmediatePropagation();
        else if (event.key === GONE && event.newValue) showDeleted([]); // By another tab.
      },
      true
    );
  });
  window.addEventListener("kickoff:failed", function (event) {
    fail(event.detail);
  });
  window.addEventListener("kickoff:delete-everything", deleteEverything);
  window.addEventListener("unhandledrejection", function (event) {
    if (isTrap(event.reason)) fail(event.reason);
  });
  window.addEventListener(
    "error",
    function (event) {
      var script = event.target;
      if (script && script.tagName === "SCRIPT") fail("not loaded: " + script.src);
      else if (isCrash(event.error)) fail(event.error);
      // A script of ours that this browser cannot even read.
      else if (!root.hasAttribute("data-started") && isOurs(event.filename)) fail(event.error || event.message);
    },
    true
  );
  if (!("noModule" in document.createElement("script"))) fail("no modules");
  else if (typeof WebAssembly !== "object") fail("no WebAssembly");

  // After a trap, or an exception that went through the program, its state is anything.
  function isCrash(error) {
    return isTrap(error) || Boolean(error && /wasm-function/.test(error.stack));
  }

  function isTrap(error) {
    return typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;
  }

  function isOurs(file) {
    return typeof file === "string" && file.indexOf(location.origin + PATH) === 0;
  }

  // ---- Stopping ----

  // Nothing is written any more, whoever tries.
  function stop() {
    stopped = true;
    root.setAttribute("data-failed", "");
    forbid("Storage", ["setItem", "removeItem", "clear"]);
    forbid("IDBObjectStore", ["add", "put", "delete", "clear"]);
    forbid("IDBCursor", ["update", "delete"]);
    // A modal dialog would be over everything else.
    each(document.querySelectorAll("dialog[open]"), function (it) {
      it.close();
    });
    // What was on the screen can still be read, but not used.
    each(document.body.children, function (it) {
      it.setAttribute("inert", "");
    });
  }

  function forbid(kind, names) {
    names.forEach(function (name) {
      if (method(kind, name)) {
        window[kind].prototype[name] = function () {
          throw new Error("Kickoff has stopped");
        };
      }
    });
  }

  // ---- The page ----

  function fail(error) {
    if (window.console) console.error("Kickoff has stopped:", error);
    if (stopped) return;
    stop();
    var isOld = typeof WebAssembly !== "object" || error === "no modules";
    var box = page(
      "Kickoff を続行できません",
      (isOld
        ? "このブラウザーは古いか、WebAssembly が無効になっています。新しいバージョンの Edge、Chrome、Firefox、Safari でお使いください。"
        : "念のため下のボタンで保存データをダウンロードしてから、再読み込みしてください。") +
        "保存済みのデータはこのブラウザーに残っています。ブラウザーのデータを消去しないでください。",
      "Kickoff cannot continue",
      (isOld
        ? "This browser is too old, or WebAssembly is turned off. Use a recent Edge, Chrome, Firefox or Safari. "
        : "To be safe, download the raw data with the button below, then reload. ") +
        "What was saved is still in this browser. Do not clear the browser's data."
    );
    var remove = fold("データを削除する", "Delete data");
    var download = button("保存データをダウンロード", "Download raw data", function () {
      downloadRaw(function () {
        downloaded = true;
        remove.dispatchEvent(new Event("input"));
      });
    });
    box.appendChild(download);
    box.appendChild(button("再読み込み", "Reload", reload));
    if (openId()) {
      box.appendChild(
        button("このエンゲージメントを開かずに再読み込み", "Reload without this engagement", goToList)
      );
    }
    fillRemove(remove);
    box.appendChild(remove);
    var details = fold("技術的な詳細", "Technical details");
    details.appendChild(element("pre", describe(error)));
    box.appendChild(details);
    box.focus();
  }

  // The page that stands for the app from now on.
  function page(titleJa, ja, titleEn, en) {
    ["boot", "failure"].forEach(function (id) {
      var old = document.getElementById(id);
      if (old) old.parentNode.removeChild(old);
    });
    var box = element("main");
    box.id = "failure";
    box.tabIndex = -1;
    var said = element("div");
    said.setAttribute("role", "alert");
    said.appendChild(element("h1", titleJa, "ja"));
    said.appendChild(element("p", ja, "ja"));
    said.appendChild(element("h1", titleEn, "en"));
    said.appendChild(element("p", en, "en"));
    box.appendChild(said);
    document.body.insertBefore(box, document.body.firstChild);
    window.scrollTo(0, 0);
    return box;
  }

  // Only after a download, and only if it is spelt out.
  function fillRemove(fold) {
    fold.appendChild(element("p", "先に保存データをダウンロードしてください。削除は元に戻せません。", "ja"));
    fold.appendChild(element("p", "Download the raw data first. Deleting cannot be undone.", "en"));
    var what = labelled(fold, "削除するもの / What to delete", "select");
    engagements().forEach(function (it) {
      option(what, it.id, it.name);
    });
    option(what, "", "このブラウザーの Kickoff のデータすべて / All Kickoff data in this browser");
    var word = labelled(fold, "「削除」または DELETE と入力 / Type 削除 or DELETE", "input");
    word.autocomplete = "off";
    var go = button("削除", "Delete", function () {
      if (what.value) deleteEngagement(what.value, goToList);
      else deleteEverything();
    });
    fold.appendChild(go);
    var check = function () {
      go.disabled = !downloaded || WORDS.indexOf(spelt(word.value)) < 0;
    };
    fold.addEventListener("input", check);
    check();
  }

  // The open one first, so that it is the one chosen.
  function engagements() {
    var names = {};
    ourKeys().forEach(function (key) {
      var id = (key.slice(KEYS.length).match(/^(?:eng|archived)\/([^/]+)/) || [])[1];
      if (id) names[id] = names[id] || nameOf(id);
    });
    var open = openId();
    return Object.keys(names)
      .sort(function (a, b) {
        return (b === open) - (a === open);
      })
      .map(function (id) {
        return { id: id, name: names[id] };
      });
  }

  function nameOf(id) {
    try {
      return JSON.parse(localStorage.getItem(KEYS + "card/" + id)).card.customer || id;
    } catch (error) {
      return id;
    }
  }

  function openId() {
    return (location.hash.match(/^#\/e\/([^/?]+)/) || [])[1];
  }

  function goToList() {
    location.hash = "#/";
    reload();
  }

  // A version that cannot run must not be the one that keeps the mended one waiting.
  function reload() {
    var again = location.reload.bind(location);
    setTimeout(again, 5000);
    askAnew(function () {
      takeNewer(again);
    });
  }

  // WebKit remembers that a file was missing, and does not ask for it again with a reload.
  function askAnew(done) {
    var files = document.querySelectorAll("script[src], link[href]");
    var left = files.length;
    if (!window.fetch || left === 0) return done();
    var step = function () {
      left -= 1;
      if (left === 0) done();
    };
    each(files, function (it) {
      fetch(it.src || it.href, { cache: "reload" }).then(step, step);
    });
  }

  function takeNewer(again) {
    if (!workers || !workers.getRegistration) return again();
    workers.getRegistration("./").then(function (registration) {
      if (!registration || !registration.waiting) return again();
      workers.addEventListener("controllerchange", again);
      registration.waiting.postMessage({ type: "SKIP_WAITING" });
    }, again);
  }

  // ---- Downloading ----

  // The text exactly as stored: what cannot be read here may be readable elsewhere.
  function downloadRaw(done) {
    var raw = { format: "kickoff-raw-storage", saved_at: new Date().toISOString(), path: PATH, entries: {} };
    try {
      ourKeys().forEach(function (key) {
        raw.entries[key] = localStorage.getItem(key);
      });
    } catch (error) {
      raw.error = String(error);
    }
    readDatabase(function (stores) {
      raw.database = stores;
      var file = new Blob([JSON.stringify(raw, null, 2)], { type: "application/json" });
      var link = element("a");
      link.href = URL.createObjectURL(file);
      link.download = "kickoff-raw-data.json";
      document.body.appendChild(link);
      link.click();
      document.body.removeChild(link);
      setTimeout(function () {
        URL.revokeObjectURL(link.href);
      }, 60000);
      done();
    });
  }

  function ourKeys() {
    var keys = [];
    for (var i = 0; i < localStorage.length; i += 1) {
      var key = localStorage.key(i);
      if (key.indexOf(KEYS) === 0) keys.push(key);
    }
    return keys;
  }

  // ---- The database ----

  // Calls `act` for each database; `done` is called once all have called back.
  function forDatabases(act, done) {
    var left = DATABASES.length;
    DATABASES.forEach(function (database) {
      act(
        database,
        once(function () {
          left -= 1;
          if (left === 0) done();
        })
      );
    });
  }

  // Goes through every store of our databases that are there; `done` is called once, and soon.
  function walkDatabases(mode, visit, done) {
    forDatabases(function (database, next) {
      walkDatabase(database, mode, visit, next);
    }, done);
  }

  function walkDatabase(which, mode, visit, done) {
    var finish = once(done);
    setTimeout(finish, 3000);
    var open = function () {
      openDatabase(which, mode, visit, finish);
    };
    // In WebKit, one that was only looked for stays.
    if (!window.indexedDB || !indexedDB.databases) return open();
    indexedDB.databases().then(function (all) {
      var isThere = all.some(function (it) {
        return it.name === which;
      });
      if (isThere) open();
      else finish();
    }, open);
  }

  function openDatabase(which, mode, visit, finish) {
    try {
      var opening = indexedDB.open(which);
      // It was not there, and is not to be.
      opening.onupgradeneeded = function () {
        opening.transaction.abort();
      };
      opening.onerror = finish;
      opening.onsuccess = function () {
        var database = opening.result;
        var close = function () {
          database.close();
          finish();
        };
        var names = [].slice.call(database.objectStoreNames);
        if (names.length === 0) return close();
        var transaction = database.transaction(names, mode);
        transaction.oncomplete = transaction.onabort = close;
        names.forEach(function (name) {
          visit(transaction.objectStore(name), which, name);
        });
      };
    } catch (error) {
      finish();
    }
  }

  function eachEntry(store, visit) {
    store.openCursor().onsuccess = function (event) {
      var cursor = event.target.result;
      if (!cursor) return;
      visit(cursor);
      cursor.continue();
    };
  }

  function readDatabase(done) {
    var stores = {};
    walkDatabases(
      "readonly",
      function (store, database, name) {
        // As a version without an archive has called them, those of the journal.
        var called = database === DATABASES[0] ? name : "archive";
        stores[called] = [];
        eachEntry(store, function (cursor) {
          stores[called].push([cursor.key, cursor.value]);
        });
      },
      function () {
        done(stores);
      }
    );
  }

  // ---- Deleting ----

  function deleteEngagement(id, done) {
    try {
      // A tab that has it open must not take it for cleared and write it again.
      setItem.call(localStorage, KEYS + "gone/" + id, "1");
    } catch (error) {
      // No room; then it may have to be done again.
    }
    ourKeys().forEach(function (key) {
      var parts = key.slice(KEYS.length).split("/");
      if (parts[0] !== "gone" && parts.indexOf(id) >= 0) removeItem.call(localStorage, key);
    });
    walkDatabases(
      "readwrite",
      function (store) {
        eachEntry(store, function (cursor) {
          if (JSON.stringify(cursor.key).indexOf(id) >= 0) drop.call(cursor);
        });
      },
      done
    );
  }

  function deleteEverything() {
    stop();
    try {
      // The other tabs stop too, before they write again what they hold.
      setItem.call(localStorage, GONE, "1");
    } catch (error) {
      // Full or forbidden; then they cannot write either.
    }
    setTimeout(function () {
      var left = [];
      var waiting = 3;
      var step = function () {
        waiting -= 1;
        if (waiting === 0) showDeleted(left);
      };
      try {
        ourKeys().forEach(function (key) {
          removeItem.call(localStorage, key);
        });
        left = ourKeys();
      } catch (error) {
        left.push("localStorage");
      }
      forDatabases(deleteDatabase, step);
      unregister(step);
      deleteCaches(step, left);
    }, 250);
  }

  // Emptied first: while another tab has it open, it goes only when that is closed.
  function deleteDatabase(which, done) {
    walkDatabase(
      which,
      "readwrite",
      function (store) {
        clear.call(store);
      },
      function () {
        try {
          var deleting = indexedDB.deleteDatabase(which);
          deleting.onsuccess = deleting.onerror = deleting.onblocked = once(done);
        } catch (error) {
          done();
        }
      }
    );
  }

  function unregister(done) {
    if (!workers) return done();
    workers.getRegistration("./").then(function (found) {
      // Not the one of a folder above.
      var isOurs = found && new URL(found.scope).pathname === PATH;
      return isOurs && found.unregister();
    }).then(done, done);
  }

  function deleteCaches(done, left) {
    if (!window.caches) return done();
    caches.keys().then(function (names) {
      var ours = names.filter(function (name) {
        return name.indexOf(CACHES) === 0;
      });
      return Promise.all(
        ours.map(function (name) {
          return caches.delete(name);
        })
      );
    }).then(done, function () {
      left.push("caches");
      done();
    });
  }

  function showDeleted(left) {
    if (!stopped) stop();
    var isWhole = left.length === 0;
    var box = page(
      isWhole ? "Kickoff のデータを削除しました" : "削除できなかったデータがあります",
      (isWhole ? "" : "Kickoff を開き直して、もう一度削除してください。") +
        "書き出したファイルは、保存した場所にそのまま残っています。",
      isWhole ? "Kickoff data deleted" : "Some data could not be deleted",
      (isWhole ? "" : "Open Kickoff again and delete once more. ") + "Exported files are still where you saved them."
    );
    if (!isWhole) box.appendChild(element("pre", left.join("\n")));
    box.appendChild(
      button("Kickoff を最初から始める", "Start Kickoff afresh", function () {
        location.replace(PATH);
      })
    );
    box.focus();
    window.dispatchEvent(new CustomEvent("kickoff:deleted", { detail: left }));
  }

  // ---- Making things ----

  function element(name, text, lang) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (lang) made.lang = lang;
    return made;
  }

  function both(parent, ja, en) {
    parent.appendChild(document.createTextNode(ja + " / "));
    parent.appendChild(element("span", en, "en"));
    return parent;
  }

  function button(ja, en, action) {
    var made = element("button");
    made.type = "button";
    var last = -Infinity;
    // A double click, or a key that is held down, is of one hand: one file, one deletion.
    made.addEventListener("click", function (event) {
      var isAgain = event.detail > 1 || event.timeStamp - last < 700;
      last = event.timeStamp;
      if (!isAgain) action();
    });
    return both(made, ja, en);
  }

  function fold(ja, en) {
    var made = element("details");
    made.appendChild(both(element("summary"), ja, en));
    return made;
  }

  function labelled(parent, text, name) {
    var line = element("p");
    var label = element("label", text + " ");
    var control = element(name);
    label.appendChild(control);
    line.appendChild(label);
    parent.appendChild(line);
    return control;
  }

  function option(list, value, text) {
    var made = element("option", text);
    made.value = value;
    list.appendChild(made);
  }

  function describe(error) {
    return error && error.stack ? error + "\n" + error.stack : String(error || "");
  }

  function each(list, visit) {
    [].slice.call(list).forEach(visit);
  }

  // A word however a keyboard writes it: in wide letters, in small ones, with blanks around it.
  function spelt(word) {
    var plain = word.normalize ? word.normalize("NFKC") : word;
    return plain.replace(/[\s\u00ad\u200b-\u200f\u2060-\u206f\ufeff]/g, "").toUpperCase();
  }

  function once(action) {
    var isDone = false;
    return function () {
      if (!isDone) action();
      isDone = true;
    };
  }
})();
