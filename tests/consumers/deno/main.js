import * as oversold from "oversold";
import { scenario } from "./scenario.js";

console.log(await scenario(oversold));
