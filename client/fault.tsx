/** A fault of the page's own costs the screen that is open, never the work that was kept. */
import { Component, type ReactNode } from 'react';

export class FaultBoundary extends Component<{ children: ReactNode; shown: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.shown : this.props.children;
  }
}
