import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { SquareX } from '../ui/glyphs.tsx';
import { Message } from '../ui/message.tsx';

type ErrorBoundaryProps = {
  children: ReactNode;
  /** What looks on while nothing is drawn, and may mend it. */
  watch?: ReactNode;
  /** Puts what is said of the fault into a page of its own. */
  frame?: (fault: ReactNode) => ReactNode;
};

/** A fault of the page itself: a wall must never be a white page, nor one that looks right. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: unknown }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { children, watch, frame } = this.props;
    if (this.state.error === undefined) return children;
    const fault = (
      <>
        {watch}
        <Message
          glyph={SquareX}
          tone="tone-lost"
          title="This page has a fault"
          detail={String(this.state.error)}
          actions={
            <Button look="primary" onClick={() => window.location.reload()}>
              Reload
            </Button>
          }
        >
          It stopped drawing, so that nothing wrong is shown. The service is not affected.
        </Message>
      </>
    );
    if (!frame) return <main className="flex h-screen flex-col">{fault}</main>;
    // The fault may be one of what the frame is made of.
    return <ErrorBoundary watch={watch}>{frame(fault)}</ErrorBoundary>;
  }
}
