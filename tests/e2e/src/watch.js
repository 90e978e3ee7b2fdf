// For engines in which nothing can be run before a page: from here on, what the page complains of is noted.
if (!window.seenComplaints) {
  window.seenComplaints = [];
  if (!window.seenViolations) {
    window.seenViolations = [];
    addEventListener("securitypolicyviolation", (it) =>
      seenViolations.push(`${it.violatedDirective}: ${it.blockedURI} (${it.sourceFile}:${it.lineNumber})`),
    );
  }
  const note = (text) => seenComplaints.push(String(text));
  addEventListener("error", (it) => note(it.message));
  addEventListener("unhandledrejection", (it) => note(it.reason));
  for (const kind of ["warn", "error"]) {
    const real = console[kind];
    console[kind] = (...given) => {
      note(given.join(" "));
      real.apply(console, given);
    };
  }
}
