import { Component, type ReactNode } from "react";
import { words } from "../data/words";
import type { BackOffice } from "../host/backOffice";
import { isPoisoned } from "../host/engine";
import { Failure } from "./Failure";
import { Loading } from "./Loading";

interface Props {
  office: BackOffice | null;
  children: ReactNode;
}

interface State {
  error: unknown;
  isRecovering: boolean;
}

/** A page that crashes every fresh engine is not to start another one for ever. */
const MOST = 3;

/**
 * What the engine throws while a page is drawn ends here: a crash in a fresh engine, of what is stored, so that the page goes
 * on; anything else in words.
 */
export class FailureBoundary extends Component<Props, State> {
  override state: State = { error: null, isRecovering: false };
  #recovered = 0;

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error };
  }

  override componentDidCatch(error: unknown): void {
    const { office } = this.props;
    if (!office || !isPoisoned(error) || this.#recovered === MOST) return;
    this.#recovered += 1;
    this.setState({ isRecovering: true });
    office.recover().then(
      () => this.setState({ error: null, isRecovering: false }),
      (error: unknown) => this.setState({ error, isRecovering: false }),
    );
  }

  override render() {
    const { error, isRecovering } = this.state;
    if (isRecovering) return <Loading progress={null} label={words.recovering} />;
    if (error === null) return this.props.children;
    return <Failure error={error} onRetry={() => window.location.reload()} />;
  }
}
