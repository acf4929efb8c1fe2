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

/** The product's name, which leads to the start. */
export function Brand() {
  return (
    <Link to="/" className="flex items-center gap-2.5 rounded-md text-lg font-semibold tracking-tight">
      <Mark />
      Payloom
    </Link>
  );
}
