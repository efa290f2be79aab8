import * as oversold from "./node_modules/oversold/dist/index.js";
import { serve } from "./node_modules/oversold/dist/worker.js";

serve(oversold);
