import { Link } from 'react-router';

/** The mark: threads over and under. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className="size-7 shrink-0">
      <rect width="24" height="24" rx="6" className="fill-accent" />
      <path
        d="M8 5v8m0 3v3M16 5v3m0 3v8M5 8h8m3 0h3M5 16h3m3 0h8"
        fill="none"
        strokeWidth="2"
        strokeLinecap="round"
        className="stroke-accent-foreground"
      />
    </svg>
  );
}

/** The product's name, which leads to the start. Where there is no room for it beside the mark it falls below, out of sight. */
export function Brand() {
  return (
    <Link
      to="/"
      className="flex h-7 min-w-7 flex-wrap gap-x-2.5 overflow-hidden rounded-md text-lg leading-7 font-semibold tracking-tight"
    >
      <Mark />
      <span>Payloom</span>
    </Link>
  );
}
