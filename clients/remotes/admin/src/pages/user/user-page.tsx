import { useParams } from 'react-router';
import { UserDetail } from '../../features/user-detail/user-detail.tsx';

/** One user: who they are, what they did, and what an administrator can do. */
export function UserPage() {
  const { userId = '' } = useParams();
  return <UserDetail key={userId} userId={userId} />;
}
