import * as oversold from "oversold";
import { scenario } from "../scenario.js";
import { Client } from "./Client.jsx";

// Rendered when it is asked for, as a report of live data would be.
export const dynamic = "force-dynamic";

export default async function Page() {
  const server = await scenario(oversold).catch((error) => `failed: ${error.message}`);
  return (
    <main>
      <p data-server={server} />
      <Client />
    </main>
  );
}
