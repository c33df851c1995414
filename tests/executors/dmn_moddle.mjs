// Opens a DMN file as the editors of bpmn.io do, and prints what they see of it, and every warning, as JSON.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [library, file] = process.argv.slice(2);
const { DmnModdle } = await import(pathToFileURL(library));
const { rootElement, warnings } = await new DmnModdle().fromXML(readFileSync(file, "utf8"), "dmn:Definitions");
const { decisionLogic: table } = rootElement.drgElement.find((each) => each.$type === "dmn:Decision");
const drawn = rootElement.dmnDI.diagrams[0].diagramElements;
console.log(JSON.stringify({
  warnings: warnings.map((warning) => warning.message),
  hitPolicy: table.hitPolicy,
  rules: table.rule.map((rule) => rule.annotationEntry.map((entry) => entry.text)),
  drawn: drawn.map((each) => each.dmnElementRef.id),
  description: rootElement.description,
  labels: rootElement.drgElement.map((each) => each.label ?? null),
}));
