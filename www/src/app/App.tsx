import { useAddress } from "./address";
import { OfficeContext, useOfficeValue } from "./engine";
import { Failure } from "./Failure";
import { FailureBoundary } from "./FailureBoundary";
import { Loading } from "./Loading";
import { pageOf } from "./pages";
import styles from "./App.module.css";
import { TopBar } from "./TopBar";
import { useOpen } from "./useOpen";

/** Beside the page, so that a back office under any path finds it. */
const DATA = "data/demo.json";

export function App() {
  const [address] = useAddress();
  const page = pageOf(address);
  return (
    <div className={styles.app}>
      <TopBar current={page} />
      <main className={styles.main}>
        <FailureBoundary>
          <WithOffice>
            <page.Component />
          </WithOffice>
        </FailureBoundary>
      </main>
    </div>
  );
}

function WithOffice({ children }: { children: React.ReactNode }) {
  const { state, retry } = useOpen(DATA);
  const value = useOfficeValue(state.status === "ready" ? state.office : null);

  if (state.status === "failed") return <Failure error={state.error} onRetry={retry} />;
  if (!value) return <Loading progress={state.status === "loading" ? state.progress : null} />;
  return <OfficeContext value={value}>{children}</OfficeContext>;
}
