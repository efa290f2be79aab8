import * as oversold from "oversold";
import { useEffect, useState } from "react";
import { scenario } from "./scenario.js";

export function Report() {
  // A hot reload that changes a hook mounts the component anew, and its effect runs again.
  const [title] = useState("Negative inventory");
  const [result, setResult] = useState("");
  useEffect(() => {
    let gone = false;
    window.mounts = (window.mounts ?? 0) + 1;
    scenario(oversold).then(
      (result) => gone || setResult(result),
      (error) => gone || setResult(`failed: ${error.message}`),
    );
    return () => {
      gone = true;
    };
  }, []);
  return (
    <main data-result={result}>
      <h1>{title}</h1>
    </main>
  );
}
