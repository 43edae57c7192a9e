import { Component, type ReactNode } from 'react'

interface ErrorBoundaryProps {
  /** What stands in the place of what failed; `retry` renders it again. */
  readonly fallback: (message: string, retry: () => void) => ReactNode
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly message: string | undefined
}

/** Keeps a fault of one screen to that screen. React reports the error itself on the console. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { message: undefined }

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { message: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    const { message } = this.state
    if (message === undefined) return this.props.children
    return this.props.fallback(message, () => this.setState({ message: undefined }))
  }
}
