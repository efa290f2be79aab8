import { InventoryError } from "oversold";
import { DownloadError } from "../host/loading";

/** An error in words that name the next action. */
export interface Problem {
  title: string;
  /** What the software said. */
  detail: string;
  /** What to do about it. */
  advice: string;
}

export function problemOf(error: unknown): Problem {
  if (error instanceof DownloadError) {
    return {
      title: "The inventory data is not there",
      detail: error.message,
      advice:
        error.status === 404
          ? "Make the demonstration data with “cargo xtask demo”, then try again."
          : "Check the server that holds the data, then try again.",
    };
  }
  if (error instanceof InventoryError) {
    const where = error.path ? ` (at ${error.path})` : "";
    return { title: titleOf(error), detail: `${error.message}${where}`, advice: adviceFor(error) };
  }
  if (error instanceof TypeError) {
    return {
      title: "The inventory data could not be fetched",
      detail: error.message,
      advice: "Check the connection, then try again.",
    };
  }
  return {
    title: "Something went wrong",
    detail: error instanceof Error ? error.message : String(error),
    advice: "Reload the page. Nothing that was stored is lost.",
  };
}

function titleOf(error: InventoryError) {
  if (error.code === "invalidInput") return "The inventory data was refused";
  if (error.code === "badWasm") return "The inventory engine could not start";
  return "The inventory engine stopped";
}

function adviceFor(error: InventoryError) {
  if (error.code === "invalidInput") return "Correct the record that is named here where it is stored, then try again.";
  if (error.code === "badWasm") return "Check that the server sends the .wasm file, then try again.";
  return "Reload the page. Nothing that was stored is lost.";
}
