/** The engine in a worker: for what takes longer than a click may. */
import * as oversold from "oversold";
import { serve } from "oversold/worker";
import { backUpTasks } from "./backUpTasks";
import { importTasks } from "./importTasks";
import type { Progress } from "./loading";
import type { Answered, Asked } from "./tasks";

const tasks = { ...backUpTasks, ...importTasks };
export type Tasks = typeof tasks;

const scope = self as unknown as { postMessage(message: Answered): void };

serve(oversold);

self.addEventListener("message", ({ data }: MessageEvent<Asked | { task?: undefined }>) => {
  if (data.task === undefined) return;
  const { number, given } = data;
  const task = tasks[data.task as keyof Tasks] as (given: unknown, tell: (progress: Progress) => void) => Promise<unknown>;
  task(given, (progress) => scope.postMessage({ number, progress })).then(
    (value) => scope.postMessage({ number, value }),
    (thrown: unknown) => scope.postMessage({ number, error: plain(thrown) }),
  );
});

/** What is wrong with a file is told like all that the package refuses; an error's class does not survive the way to the page. */
function plain(thrown: unknown) {
  const { InventoryError } = oversold;
  const error = thrown instanceof InventoryError ? thrown : new InventoryError("invalidInput", thrown instanceof Error ? thrown.message : String(thrown));
  const { code, message, path, details } = error;
  return { code, message, path, details };
}
