import { Component, type ReactNode } from "react";
import { Failure } from "./Failure";

interface State {
  error: unknown;
}

/** What the engine throws while a page is drawn (a poisoned instance, say) ends here, in words. */
export class FailureBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <Failure error={this.state.error} onRetry={() => window.location.reload()} />;
  }
}
