import "@fontsource-variable/inter/index.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nProvider } from "react-aria-components";
import { withServiceEncoded } from "./host/service";
import { loadText, locale } from "./text/text";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id “root”.");

// Before anything reads the address, or adds to it.
const { pathname, search, hash } = window.location;
window.history.replaceState(window.history.state, "", pathname + withServiceEncoded(search) + hash);

// The words first: from then on every part of the page has them at hand.
await loadText();
const { App } = await import("./app/App");

createRoot(root).render(
  <StrictMode>
    <I18nProvider locale={locale()}>
      <App />
    </I18nProvider>
  </StrictMode>,
);
