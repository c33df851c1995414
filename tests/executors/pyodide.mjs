// Runs a Python program in Pyodide, with some wheels on its path, and prints what its last expression is.
// node pyodide.mjs <pyodide.mjs> <program.py> <wheel> ...
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [module, program, ...wheels] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(module).href);
const python = await loadPyodide();
python.FS.mkdir("/wheels");
wheels.forEach((wheel, number) => python.FS.writeFile(`/wheels/${number}.whl`, readFileSync(wheel)));
python.runPython(`import sys; sys.path[:0] = [f"/wheels/{n}.whl" for n in range(${wheels.length})]`);
console.log(python.runPython(readFileSync(program, "utf8")));
