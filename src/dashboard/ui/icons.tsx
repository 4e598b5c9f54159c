import type { ComponentProps } from 'react';

type IconProps = Omit<ComponentProps<'svg'>, 'children'>;

/** A picture on a control. The control has the name; the picture has none. 16 px unless a size class says otherwise. */
function Icon({ className = 'size-4', ...rest }: ComponentProps<'svg'>) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={`block flex-none ${className}`}
      {...rest}
    />
  );
}

/** An icon that is one stroked path. */
function Stroke({ line, weight, ...rest }: { line: string; weight: number } & IconProps) {
  return (
    <Icon {...rest}>
      <path d={line} fill="none" stroke="currentColor" strokeWidth={weight} />
    </Icon>
  );
}

export function PauseIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M5 3h2v10H5zM9 3h2v10H9z" fill="currentColor" />
    </Icon>
  );
}

export function PlayIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M4.5 2.5 13 8l-8.5 5.5Z" fill="currentColor" />
    </Icon>
  );
}

export function ChevronDownIcon(props: IconProps) {
  return <Stroke line="m3 5.5 5 5 5-5" weight={2} {...props} />;
}

export function ChevronLeftIcon(props: IconProps) {
  return <Stroke line="m10 3-5 5 5 5" weight={2} {...props} />;
}

export function ChevronRightIcon(props: IconProps) {
  return <Stroke line="m6 3 5 5-5 5" weight={2} {...props} />;
}

export function CopyIcon(props: IconProps) {
  return <Stroke line="M5.5 5.5h8v8h-8zM3 10.5h-.5v-8h8V3" weight={1.5} {...props} />;
}

export function DownloadIcon(props: IconProps) {
  return <Stroke line="M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11" weight={1.5} {...props} />;
}

export function CheckIcon(props: IconProps) {
  return <Stroke line="m2.5 8.5 3.5 3.5 7.5-8" weight={2} {...props} />;
}

export function CloseIcon(props: IconProps) {
  return <Stroke line="m3 3 10 10M13 3 3 13" weight={1.5} {...props} />;
}

export function TableIcon(props: IconProps) {
  return <Stroke line="M1 3h14M1 8h14M1 13h14" weight={1.5} {...props} />;
}

export function CardsIcon(props: IconProps) {
  return (
    <Stroke
      line="M1.75 2.75h5.5v4.5h-5.5zM8.75 2.75h5.5v4.5h-5.5zM1.75 8.75h5.5v4.5h-5.5zM8.75 8.75h5.5v4.5h-5.5z"
      weight={1.5}
      {...props}
    />
  );
}

export function TilesIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path
        d="M1 2h4v3H1zM6 2h4v3H6zM11 2h4v3h-4zM1 6.5h4v3H1zM6 6.5h4v3H6zM11 6.5h4v3h-4zM1 11h4v3H1zM6 11h4v3H6zM11 11h4v3h-4z"
        fill="currentColor"
      />
    </Icon>
  );
}

export function LampsIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path
        d="M2.5 2.5h0M6.2 2.5h0M9.8 2.5h0M13.5 2.5h0M2.5 6.2h0M6.2 6.2h0M9.8 6.2h0M13.5 6.2h0M2.5 9.8h0M6.2 9.8h0M9.8 9.8h0M13.5 9.8h0M2.5 13.5h0M6.2 13.5h0M9.8 13.5h0M13.5 13.5h0"
        stroke="currentColor"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
    </Icon>
  );
}

export function ChartIcon(props: IconProps) {
  return <Stroke line="M2 2v12h12M5 11V8M8.5 11V4.5M12 11V6.5" weight={1.5} {...props} />;
}

export function WallIcon(props: IconProps) {
  return <Stroke line="M1.5 3.5h13v8h-13zM5 14h6" weight={1.5} {...props} />;
}

/** A bell, struck out when it is silent. */
export function BellIcon({ isSilent = false, ...rest }: IconProps & { isSilent?: boolean }) {
  return (
    <Icon {...rest}>
      <path
        d="M8 2a4 4 0 0 1 4 4v4l1.5 2h-11L4 10V6a4 4 0 0 1 4-4ZM6.5 13.8h3"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      {isSilent && <path d="M2 2l12 12" stroke="currentColor" strokeWidth="1.5" />}
    </Icon>
  );
}

export function SearchIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <g fill="none" stroke="currentColor" strokeWidth="1.5">
        <circle cx="7" cy="7" r="4.5" />
        <path d="m10.5 10.5 4 4" />
      </g>
    </Icon>
  );
}

export function ThemeIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11Z" fill="currentColor" />
    </Icon>
  );
}

export function LegendIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="3" cy="4" r="1.75" fill="currentColor" />
      <path d="M1.25 10.5h3.5v3.5h-3.5z" fill="currentColor" />
      <path d="M7 4h8M7 12h8" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </Icon>
  );
}

/** The mark of the product: eight lamps at rest around one that is asked. */
export function MarkIcon({ className = 'size-5', ...rest }: IconProps) {
  return (
    <Icon viewBox="0 0 20 20" className={className} {...rest}>
      <path
        d="M0 0h5v5H0zM7.5 0h5v5h-5zM15 0h5v5h-5zM0 7.5h5v5H0zM15 7.5h5v5h-5zM0 15h5v5H0zM7.5 15h5v5h-5zM15 15h5v5h-5z"
        className="fill-ink-3"
      />
      <path d="M7 7h6v6H7z" className="fill-accent" />
    </Icon>
  );
}
