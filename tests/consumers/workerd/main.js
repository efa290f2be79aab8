// There is no compiling at run time here: the module is compiled when the worker is deployed, and given to init().
import * as oversold from "oversold";
import module from "oversold/oversold.wasm";
import { scenario } from "./scenario.js";

export default {
  async test() {
    console.log(await scenario(oversold, module));
  },
};
