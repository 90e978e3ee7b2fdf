// Runs in every page before its own scripts.
window.seenViolations = [];
addEventListener("securitypolicyviolation", (it) =>
  seenViolations.push(`${it.violatedDirective}: ${it.blockedURI} (${it.sourceFile}:${it.lineNumber})`),
);

// A clock that shows what the test wants, and runs.
{
  const Real = Date;
  const now = () => Real.now() + CLOCK_SHIFT;
  window.Date = new Proxy(Real, {
    construct: (target, given, made) => Reflect.construct(target, given.length ? given : [now()], made),
    apply: () => new Real(now()).toString(),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
}
