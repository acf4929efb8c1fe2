export function SignUpPage() {
  return <h1 className="text-3xl p-7">sign-up</h1>;
}
