import { useMemo } from "react";
import { Names } from "../engine/names";
import { useAddress } from "./address";
import { EngineContext } from "./engine";
import { Failure } from "./Failure";
import { FailureBoundary } from "./FailureBoundary";
import { Loading } from "./Loading";
import { pageOf } from "./pages";
import styles from "./App.module.css";
import { TopBar } from "./TopBar";
import { useInventory } from "./useInventory";

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
          <WithEngine>
            <page.Component />
          </WithEngine>
        </FailureBoundary>
      </main>
    </div>
  );
}

function WithEngine({ children }: { children: React.ReactNode }) {
  const { state, retry } = useInventory(DATA);
  const inventory = state.status === "ready" ? state.inventory : null;
  const engine = useMemo(() => inventory && { inventory, names: new Names(inventory) }, [inventory]);

  if (state.status === "failed") return <Failure error={state.error} onRetry={retry} />;
  if (!engine) return <Loading progress={state.status === "loading" ? state.progress : null} />;
  return <EngineContext value={engine}>{children}</EngineContext>;
}
