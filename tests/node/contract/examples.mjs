// The examples of the contract's members, as a program that the compiler checks: each is assigned to the member that it stands at.
import ts from "typescript";
import { fileURLToPath } from "node:url";
import { contractFiles } from "./typescript.mjs";

/** What a generic type is of, where its example is of something in particular. */
const OF = { TableColumns: "contract.PurchaseOrder", ListColumns: "contract.PurchaseOrderLine" };

/** A member of an exported or local interface, its example, and how many type parameters the interface has. */
function* documentedMembers() {
  for (const file of contractFiles) {
    for (const node of file.statements) {
      if (!ts.isInterfaceDeclaration(node)) continue;
      for (const member of node.members) {
        if (!ts.isPropertySignature(member) || (member.type && ts.isLiteralTypeNode(member.type))) continue;
        const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === "example");
        yield {
          place: `${node.name.text}.${member.name.getText()}`,
          example: tag && ts.getTextOfJSDocComment(tag.comment),
          owner: node.name.text,
          module: file.fileName.endsWith("/imports.ts") ? "imports" : "contract",
          exported: node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false,
          parameters: node.typeParameters?.length ?? 0,
          name: member.name.getText(),
        };
      }
    }
  }
}

const all = [...documentedMembers()];

/** Members without an example. */
export const withoutExample = all.filter(({ example }) => !example).map(({ place }) => place);

/** What the compiler says against the examples, each with its place; and how many were checked. */
export function wrongExamples() {
  // An interface that is not exported is checked where one that extends it is.
  const checked = all.filter(({ example, exported }) => example && exported);
  const lines = checked.map(({ owner, module, parameters, name, example }) => {
    const type = parameters > 0 ? `${owner}<${OF[owner] ?? "any"}>` : owner;
    return `{ const example: ${module}.${type}[${JSON.stringify(name)}] = ${example}; void example; }`;
  });
  const head = `import type * as contract from "../../../pkg/src/contract.js"; import type * as imports from "../../../pkg/src/contract/imports.js"; declare const ABSENT: number;`;
  const name = fileURLToPath(new URL("examples.generated.ts", import.meta.url));
  const options = { strict: true, noEmit: true, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, lib: ["lib.es2022.d.ts", "lib.dom.d.ts"], skipLibCheck: true, exactOptionalPropertyTypes: true };
  const host = ts.createCompilerHost(options);
  const text = [head, ...lines].join("\n");
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (file, ...rest) => (file === name ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : getSourceFile.call(host, file, ...rest));
  host.fileExists = (file) => file === name || fileExists.call(host, file);
  host.readFile = (file) => (file === name ? text : readFile.call(host, file));
  const program = ts.createProgram([name], options, host);
  const wrong = ts.getPreEmitDiagnostics(program, program.getSourceFile(name)).map(({ start, messageText }) => {
    const line = text.slice(0, start).split("\n").length - 2;
    return `${checked[line]?.place ?? "the head"}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
  return { wrong, checked: checked.length };
}
