import { Outlet } from 'react-router';
import { LivePayments } from './live-payments.tsx';

/** Stands around every page of this remote, so that they share one stream of live updates. */
export function LiveLayout() {
  return (
    <>
      <LivePayments />
      <Outlet />
    </>
  );
}
