/** What the shell has of the router for every remote: all of it would be as large as React itself. */
export {
  Link,
  Navigate,
  Outlet,
  useBlocker,
  useLocation,
  useNavigate,
  useParams,
  useSearchParams,
} from 'react-router';
