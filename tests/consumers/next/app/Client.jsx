"use client";

import * as oversold from "oversold";
import { useEffect, useState } from "react";
import { scenario } from "../scenario.js";

export function Client() {
  const [result, setResult] = useState();
  useEffect(() => {
    scenario(oversold).then(setResult, (error) => setResult(`failed: ${error.message}`));
  }, []);
  return <p data-result={result} />;
}
