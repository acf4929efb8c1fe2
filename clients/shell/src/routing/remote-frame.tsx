import { useLayoutEffect } from 'react';
import { Outlet } from 'react-router';

/**
 * Marks where a remote's pages stand. Its styles hold within: by the attribute on the frame, and by the one on the body
 * for what its pages open beside the root, such as dialogs.
 */
export function RemoteFrame({ name }: { name: string }) {
  useLayoutEffect(() => {
    document.body.dataset['remotePage'] = name;
    return () => {
      delete document.body.dataset['remotePage'];
    };
  }, [name]);
  return (
    <div data-remote={name} className="contents">
      <Outlet />
    </div>
  );
}
