export function SignInPage() {
  return <h1 className="text-3xl p-7">sign-in</h1>;
}
