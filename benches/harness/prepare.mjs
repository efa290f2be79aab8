/** `node prepare.mjs DATA QUESTIONS`: chooses the questions from the data and writes them down. */
import { readFileSync, writeFileSync } from "node:fs";
import { questionsFor } from "./questions.mjs";

const [data, questions] = process.argv.slice(2);
writeFileSync(questions, JSON.stringify(questionsFor(JSON.parse(readFileSync(data, "utf8")))));
