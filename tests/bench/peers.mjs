// One library of npm at work: lines on standard input → milliseconds of processor time on standard output.
// node peers.mjs PEER MODULES TEMPLATE VALUES.json [OUT]: with OUT it renders once; else a line is how often to render,
// or where to write the document.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";

const [peer, modules, templatePath, valuesPath, out] = process.argv.slice(2);
const require = createRequire(join(modules, "package.json"));
const template = readFileSync(templatePath);
const values = JSON.parse(readFileSync(valuesPath, "utf8"));

const PEERS = {
  docxtemplater() {
    const PizZip = require("pizzip");
    const Docxtemplater = require("docxtemplater");
    return async () => {
      const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true });
      document.render(values);
      return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  "docx-templates"() {
    const { createReport } = require("docx-templates");
    return () => createReport({ template, data: values, cmdDelimiter: "+++" });
  },
  "easy-template-x"() {
    const { TemplateHandler } = require("easy-template-x");
    const handler = new TemplateHandler();
    return () => handler.process(template, values);
  },
  carbone() {
    const carbone = require("carbone");
    return () =>
      new Promise((resolve, reject) =>
        carbone.render(templatePath, values, (error, made) => (error ? reject(error) : resolve(made))),
      );
  },
};

const render = PEERS[peer]();
if (out) {
  writeFileSync(out, await render());
  process.exit(0);
}
for await (const line of createInterface({ input: process.stdin })) {
  if (!/^\d+$/.test(line)) {
    writeFileSync(line, await render());
    console.log(0);
    continue;
  }
  const begun = process.cpuUsage();
  for (let times = Number(line); times > 0; times--) await render();
  const { user, system } = process.cpuUsage(begun);
  console.log((user + system) / 1000 / Number(line));
}
process.exit(0);
