// The determination in another language, and its proof by test vectors. No package is needed:
//   aiprocure export json -o edition.json
//   aiprocure export vectors -o vectors.json
//   node verify_vectors.mjs edition.json vectors.json
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";

/** What keeps answers from being decided: each problem's code and place. */
function problemsIn(edition, answers) {
  const known = new Map(edition.axes.map((axis) => [axis.id, axis.options.map((option) => option.id)]));
  const unknown = Object.keys(answers).filter((name) => !known.has(name));
  const wrong = [...known].filter(([axis, options]) => !options.includes(answers[axis]));
  return [
    ...unknown.map((name) => ({ code: "axis-unknown", where: `/${name}` })),
    ...wrong.map(([axis]) => ({ code: Object.hasOwn(answers, axis) ? "no-such-option" : "axis-missing", where: `/${axis}` })),
  ];
}

/** The one row that holds: every axis that it names is answered with one of its options. */
function rowFor(rules, answers) {
  return rules.find(({ when }) => Object.entries(when).every(([axis, options]) => options.includes(answers[axis])));
}

/** What an edition makes of answers: an outcome, its row and the readings that dispute it, or problems. */
function decide(edition, answers) {
  const problems = problemsIn(edition, answers);
  if (problems.length > 0) return { problems };
  const { id: rule, outcome } = rowFor(edition.rules, answers);
  const disputing = (edition.readings ?? []).filter(({ rules }) => rowFor(rules, answers).outcome !== outcome);
  return { outcome, rule, disputed_by: disputing.map((reading) => reading.id) };
}

const [edition, vectors] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const all = [...vectors.decided, ...vectors.refused];
const failed = all.filter(({ answers, ...expected }) => !isDeepStrictEqual(decide(edition, answers), expected));
for (const { answers, ...expected } of failed.slice(0, 10)) {
  console.error(JSON.stringify({ answers, expected, found: decide(edition, answers) }));
}
console.log(`${all.length} vectors, ${failed.length} differences`);
process.exitCode = failed.length > 0 ? 1 : 0;
