// The contract's shapes as TypeScript has them: the published types, through the compiler.
import ts from "typescript";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("../../../pkg/src/contract.ts", import.meta.url));
const imports = fileURLToPath(new URL("../../../pkg/src/contract/imports.ts", import.meta.url));
const program = ts.createProgram([entry, imports], { strict: true, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, exactOptionalPropertyTypes: true });
const checker = program.getTypeChecker();
const exported = new Map(checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry))).map((symbol) => [symbol.name, symbol]));

/** The files that the published types are written in. */
export const contractFiles = program.getSourceFiles().filter(({ fileName }) => fileName.includes("/pkg/src/contract/"));

export function tsType(name) {
  const symbol = exported.get(name);
  if (symbol === undefined) throw new Error(`the contract exports no ${name}`);
  return checker.getDeclaredTypeOfSymbol(symbol);
}

/** The members of an object type. */
export function members(type) {
  return new Map(checker.getPropertiesOfType(type).map((symbol) => {
    const whole = checker.getTypeOfSymbol(symbol);
    const each = whole.isUnion() ? whole.types : [whole];
    const nullable = each.some(({ flags }) => flags & ts.TypeFlags.Null);
    return [symbol.name, { optional: (symbol.flags & ts.SymbolFlags.Optional) !== 0, nullable, type: checker.getNonNullableType(whole) }];
  }));
}

/** What the members of a union are, by their `type`. */
export function byType(name) {
  const union = tsType(name);
  const one = (type) => words(members(type).get("type").type)[0];
  return new Map((union.isUnion() ? union.types : [union]).map((type) => [one(type), type]));
}

/** The literals of a union of words; null for anything else. */
export function words(type) {
  const each = type.isUnion() ? type.types : [type];
  return each.every((word) => word.isStringLiteral()) ? each.map(({ value }) => value).sort() : null;
}

/** The element of an array, if it is not null; null for anything else. */
export function element(type) {
  return checker.isArrayType(type) ? checker.getNonNullableType(checker.getTypeArguments(type)[0]) : null;
}

/** "text", "number", "boolean", or what the compiler calls it. */
export function plain(type) {
  const each = (type.isUnion() ? type.types : [type]).map(({ flags }) =>
    flags & ts.TypeFlags.StringLike ? "text" : flags & ts.TypeFlags.NumberLike ? "number" : flags & ts.TypeFlags.BooleanLike ? "boolean" : "other",
  );
  const kinds = [...new Set(each)].sort();
  return kinds.includes("other") ? checker.typeToString(type) : kinds.join(" or ");
}

/** The names of an object's members and of those in its lists and objects: `lines[].quantity`, `forced.at`. */
export function nested(type) {
  return [...members(type)].flatMap(([name, { type }]) => {
    const inner = element(type);
    if (inner !== null && plain(inner) !== "text") return [name, ...nested(inner).map((field) => `${name}[].${field}`)];
    return [name, ...(type.flags & ts.TypeFlags.Object && inner === null ? nested(type).map((field) => `${name}.${field}`) : [])];
  });
}

/** The exported types, and the members of interfaces, of which nothing is said. A member that is one literal says it itself. */
export function undocumented() {
  const said = (node) => ts.getJSDocCommentsAndTags(node).length > 0;
  const one = (type) => type !== undefined && ts.isLiteralTypeNode(type);
  return contractFiles.flatMap((file) => file.statements.flatMap((node) => {
    if (!ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node)) return [];
    const exported = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
    const members = ts.isInterfaceDeclaration(node) ? node.members.filter((member) => !said(member) && !one(member.type)) : [];
    return [...(exported && !said(node) ? [node.name.text] : []), ...members.map((member) => `${node.name.text}.${member.name.getText()}`)];
  }));
}

