import * as oversold from "oversold";
import { serve } from "oversold/worker";

serve(oversold);
