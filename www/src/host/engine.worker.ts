/** The engine in a worker: for what takes longer than a click may. */
import * as oversold from "oversold";
import { serve } from "oversold/worker";
import { answerBackUps } from "./backUp";

serve(oversold);
answerBackUps(self);
