import { Suspense, useRef } from "react";
import { DataIn } from "../data/DataIn";
import { Notices } from "../doing/Notices";
import { Drawers } from "../drawers/Drawers";
import { Shortcuts } from "../shortcuts/Shortcuts";
import { useAddress } from "./address";
import styles from "./App.module.css";
import { OfficeContext, useOfficeValue } from "./engine";
import { FailureBoundary } from "./FailureBoundary";
import { Loading } from "./Loading";
import { NoticeBar } from "./NoticeBar";
import { pageOf } from "./pages";
import { StartFailure } from "./StartFailure";
import { TopBar } from "./TopBar";
import { useKeptFocus } from "./useKeptFocus";
import { useOpen } from "./useOpen";

/** Beside the page, so that a back office under any path finds it. */
const DATA = "data/demo.json";

export function App() {
  const [address] = useAddress();
  const page = pageOf(address);
  const { state, retry } = useOpen(DATA);
  const office = state.status === "ready" ? state.office : null;
  const value = useOfficeValue(office);
  const main = useRef<HTMLElement>(null);
  useKeptFocus(main);
  return (
    <div className={styles.app}>
      <TopBar current={page}>{office && <DataIn office={office} sample={DATA} />}</TopBar>
      {state.status === "ready" && <NoticeBar office={state.office} outdated={state.outdated} />}
      <main ref={main} tabIndex={-1} className={styles.main}>
        <FailureBoundary office={office}>
          {state.status === "failed" && <StartFailure error={state.error} storage={state.storage} sample={DATA} onRetry={retry} />}
          {state.status === "loading" && <Loading progress={state.progress} waitsFor={state.waitsFor} />}
          {value && (
            <OfficeContext value={value}>
              <Suspense>
                <page.Component />
              </Suspense>
              <Drawers />
              <Notices />
              <Shortcuts />
            </OfficeContext>
          )}
        </FailureBoundary>
      </main>
    </div>
  );
}
