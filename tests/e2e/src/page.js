// Finds things in the page as a person does: by role, by the name that is written on them, and by where they stand.
// Names are compared without blanks, so that line breaks of the markup do not matter.
const page = (() => {
  const ROLES = {
    button: "button, input[type=submit]",
    link: "a[href]",
    checkbox: "input[type=checkbox]",
    radio: "input[type=radio]",
    field: "input:not([type=checkbox], [type=radio], [type=file], [type=submit]), textarea",
    list: "select",
    option: "option",
    file: "input[type=file]",
    heading: "h1, h2, h3, h4",
    fold: "summary",
    alert: "[role=alert]",
  };
  // What can be the title of a row.
  const TITLES = "label, a, strong, code, h1, h2, h3, h4, th, td, summary, span, legend, p";

  const squeeze = (text) => (text ?? "").replace(/\s+/gu, "");
  const isShown = (it) => it.checkVisibility({ visibilityProperty: true });
  const isReachable = (it) =>
    (isShown(it) && it.getClientRects().length > 0) || [...(it.labels ?? [])].some(isShown);

  // The text of an element as it is read out: without what is hidden, and without the values of controls.
  function read(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    if (node.getAttribute("aria-hidden") === "true" || !isShown(node)) return "";
    if (node.hasAttribute("aria-label")) return node.getAttribute("aria-label");
    if (node.matches("input, select, textarea")) return "";
    if (node.matches("img")) return node.alt;
    return [...node.childNodes].map(read).join("");
  }

  function name(it) {
    const by = it.getAttribute("aria-labelledby");
    if (by) return by.split(" ").map((id) => read(document.getElementById(id))).join(" ");
    if (it.hasAttribute("aria-label")) return it.getAttribute("aria-label");
    if (it.labels?.length) return [...it.labels].map(read).join(" ");
    if (it.matches("fieldset")) return read(it.querySelector("legend"));
    if (it.matches("option")) return it.label;
    return read(it) || it.title || it.value || "";
  }

  // Without a name of its own, a part of the page is known by its first heading.
  function title(it) {
    const named = it.hasAttribute("aria-labelledby") || it.hasAttribute("aria-label") ? name(it) : "";
    const heading = it.querySelector("h1, h2, h3, h4");
    return [named, heading && isShown(heading) ? read(heading) : ""].map(squeeze);
  }

  const unique = (all) => [...new Set(all)];

  function within(root, [kind, wanted]) {
    const sought = squeeze(wanted);
    const all = (selector) => [...root.querySelectorAll(selector)].filter(isShown);
    switch (kind) {
      case "row":
        return unique(
          all(TITLES)
            .filter((it) => squeeze(read(it)) === sought)
            .map((it) => it.closest("li, tr"))
            .filter((it) => it && root.contains(it) && it !== root),
        );
      case "part": {
        const parts = all("section, aside, main, nav, dialog, header, [role=region]");
        const exact = parts.filter((it) => title(it).includes(sought));
        const found = exact.length > 0 ? exact : parts.filter((it) => title(it).some((text) => text.includes(sought)));
        // The innermost one.
        return found.filter((it) => !found.some((other) => other !== it && it.contains(other)));
      }
      case "saying":
        return all("[role=status]").filter((it) => squeeze(read(it)).includes(sought));
      case "fold":
        return all("details").filter((it) => squeeze(read(it.querySelector("summary"))).startsWith(sought));
      case "group":
        return all("fieldset").filter((it) => squeeze(name(it)).includes(sought));
      default:
        throw new Error(`no kind ${kind}`);
    }
  }

  // The one place that a path of names leads to. A modal dialog is all there is while it is open.
  function place(path) {
    let root = document.querySelector("dialog:modal") ?? document.body;
    for (const step of path) {
      const found = within(root, step);
      if (found.length !== 1) return { why: `${found.length} places for ${step.join(" ")}` };
      [root] = found;
    }
    return { root };
  }

  function find(path, role, wanted) {
    const { root, why } = place(path);
    if (!root) return { why };
    const all = [...root.querySelectorAll(ROLES[role])].filter(isReachable);
    const sought = squeeze(wanted);
    const exact = all.filter((it) => squeeze(name(it)) === sought);
    // Names that go on with a state ("準備 17 件中 3 件完了") are known by their beginning.
    const found = exact.length > 0 ? exact : all.filter((it) => squeeze(name(it)).startsWith(sought));
    const [element] = found;
    if (found.length !== 1) {
      const names = all.slice(0, 40).map((it) => name(it).trim());
      return { why: `${found.length} with this name; there are: ${names.join(" | ")}` };
    }
    element.scrollIntoView({ block: "center", inline: "nearest" });
    return { element, label: [...(element.labels ?? [])].find(isShown) ?? null, disabled: element.disabled === true || element.ariaDisabled === "true" };
  }

  // What is written there, controls' values and the options that are not chosen left out.
  function text(path) {
    const { root, why } = place(path);
    if (!root) return { why };
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) => {
      const parent = node.parentElement;
      if (!parent.matches("option") && isShown(parent)) return NodeFilter.FILTER_ACCEPT;
      return NodeFilter.FILTER_REJECT;
    });
    let written = "";
    while (walker.nextNode()) written += walker.currentNode.data;
    return { text: written };
  }

  const outlineOf = (it) => {
    const style = getComputedStyle(it);
    return style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
  };

  // Where the keyboard is, and whether that can be seen.
  function focused() {
    const it = document.activeElement;
    if (!it || it === document.body) return null;
    const role = Object.keys(ROLES).find((role) => it.matches(ROLES[role])) ?? it.localName;
    const standIns = [it, ...(it.labels ?? []), it.nextElementSibling].filter(Boolean);
    const box = (it.getClientRects()[0] && isShown(it) ? it : (it.labels?.[0] ?? it)).getBoundingClientRect();
    const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const isDate = it.matches("[type=date], [type=datetime-local]");
    return { role, name: name(it).trim(), outline: Math.max(...standIns.map(outlineOf)), inView, isDate };
  }

  function isFocusedWithin(path) {
    const { root } = place(path);
    return Boolean(root?.contains(document.activeElement));
  }

  // What covers the keyboard's place, if anything does: a header that stays, a notice.
  function covering() {
    const it = document.activeElement;
    const box = (it.getClientRects()[0] && isShown(it) ? it : (it.labels?.[0] ?? it)).getClientRects()[0];
    const across = [box.left + 3, (box.left + box.right) / 2, box.right - 3];
    // All of a tall one cannot be in view; its larger part is enough.
    const [top, end] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const isTall = box.height > innerHeight / 2 && end - top > innerHeight / 3;
    const down = isTall ? [(top + end) / 2] : [box.top + 3, (box.top + box.bottom) / 2, box.bottom - 3];
    const isOf = (other) =>
      it.contains(other) || other.contains(it) || [...(it.labels ?? [])].some((label) => label.contains(other));
    const over = across
      .flatMap((x) => down.map((y) => document.elementFromPoint(x, y)))
      .filter((other) => other && !isOf(other));
    const below = down.some((y) => y < 0 || y > innerHeight) ? ["the edge of the window"] : [];
    return unique([...over.map((other) => `<${other.localName} class="${other.className}">`), ...below]);
  }

  // What lies over what stands beside it or below it, since there is more in it than there is room.
  function lyingOver() {
    const flows = (it) => isShown(it) && !/absolute|fixed|sticky/.test(getComputedStyle(it).position);
    const isOver = (one, other) => {
      const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
      const [width, height] = [
        Math.min(a.right, b.right) - Math.max(a.left, b.left),
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
      ];
      return width > 2 && height > 2;
    };
    const named = (it) => `<${it.localName} class="${it.className}">`;
    const areas = [...document.querySelectorAll("body *")].filter((it) => /grid|flex/.test(getComputedStyle(it).display));
    return areas
      .flatMap((area) => {
        const parts = [...area.children].filter(flows);
        return parts.slice(1).filter((it, nth) => isOver(parts[nth], it)).map((it) => `${named(it)} lies over what is before it`);
      })
      .slice(0, 4);
  }

  // What tells of changes has to be there before it has something to tell: what comes with its words is not read out.
  function unheard() {
    const isThere = (it) => isShown(it) || getComputedStyle(it).display !== "none";
    return [...document.querySelectorAll("[role=status], [aria-live=polite]")]
      .filter((it) => !matchMedia("print").matches && isThere(it.parentElement) && !isThere(it))
      .map((it) => `<${it.localName} class="${it.className}"> is not there until it has something to tell`);
  }

  // Whoever comes to the main part is told where that is.
  function unnamed() {
    const main = document.getElementById("main");
    if (!main || main.matches(".page--late")) return [];
    const title = document.getElementById(main.getAttribute("aria-labelledby"));
    const isNamed = title ? title.localName === "h1" && main.contains(title) : main.ariaLabel;
    return isNamed ? [] : ["the main part has no name"];
  }

  // What is wider than the page, the innermost of it; what scrolls by itself is not, nor what is cut because nothing
  // can break it: a chain of joined signs.
  function stickingOut() {
    const { scrollWidth, clientWidth } = document.documentElement;
    const cuts = (it) => it && it !== document.body && (getComputedStyle(it).overflowX !== "visible" || cuts(it.parentElement));
    const isInText = (it) => getComputedStyle(it).display === "inline" && /(\u200D\p{Emoji}\uFE0F?){20}/u.test(it.textContent);
    const wide = [...document.body.querySelectorAll("*")].filter(
      (it) => isShown(it) && it.getBoundingClientRect().right > clientWidth + 1 && !cuts(it.parentElement) && !isInText(it),
    );
    const innermost = wide.filter((it) => !wide.some((other) => other !== it && it.contains(other)));
    const names = innermost.map((it) => `<${it.localName} class="${it.className}"> ${[...read(it)].slice(0, 40).join("")}`);
    const whole = scrollWidth > clientWidth ? [`the page is ${scrollWidth - clientWidth} px too wide`] : [];
    return [...whole, ...names.slice(0, 4), ...lyingOver(), ...unheard(), ...unnamed()];
  }

  // Things at the top of the page that stand one over the other.
  function overlapping() {
    const hasText = (it) => [...it.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const written = [...document.querySelectorAll("header *")].filter((it) => isShown(it) && hasText(it));
    const isOver = (one, other) => {
      const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
      const [width, height] = [
        Math.min(a.right, b.right) - Math.max(a.left, b.left),
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
      ];
      return width > 1 && height > 1 && !one.contains(other) && !other.contains(one);
    };
    return written.flatMap((one, nth) =>
      written
        .slice(nth + 1)
        .filter((other) => isOver(one, other))
        .map((other) => `<${one.localName} class="${one.className}"> and <${other.localName} class="${other.className}"> overlap`),
    );
  }

  return { find, text, focused, isFocusedWithin, covering, stickingOut, overlapping };
})();
