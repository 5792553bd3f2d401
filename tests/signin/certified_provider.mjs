// A provider certified by the OpenID Foundation, with people of our own.
// Arguments: port, people as JSON (name -> claims), the app's address of return.
import Provider from "oidc-provider";

const [port, people, callback] = process.argv.slice(2);
const known = JSON.parse(people);

const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: "schauplatz",
      client_secret: "of the provider",
      redirect_uris: [callback],
      post_logout_redirect_uris: [callback],
    },
  ],
  claims: { email: ["email", "email_verified"], profile: ["name"] },
  // Streamlit reads what the identity token says and asks for no more.
  conformIdTokenClaims: false,
  findAccount: (_context, name) =>
    known[name] && { accountId: name, claims: () => ({ sub: name, ...known[name] }) },
});
provider.listen(Number(port));
