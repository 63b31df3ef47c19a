/**
 * The words and keyboard runs behind the passwords found most often in published leaks, in lower case. Digits and
 * signs at their ends are taken off before the comparison, so `password` stands for `Password123!` too.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `password passwort passw0rd password1234 kennwort geheim geheimnis secret letmein welcome willkommen hallo hello
  qwerty qwertyuiop qwertz qwertzuiop asdfgh asdfghjkl asdf zxcvbn zxcvbnm yxcvbnm 1q2w3e4r 1q2w3e4r5t 1qaz2wsx
  q1w2e3r4 qazwsx qazwsxedc qweasd qweasdzxc qwe123 123qwe abc123 abcd1234 a1b2c3d4 1234 12345 123456 1234567
  12345678 123456789 1234567890 123123 123123123 123321 654321 987654321 0987654321 111111 11111111 000000 00000000
  666666 112233 121212 123654 147258369 159753 admin administrator root master superuser user guest test testtest
  tester testing demo default changeme change temp login access system server support service office manager
  iloveyou ichliebedich schatz baby princess prinzessin angel lovely sunshine sonnenschein sommer winter summer
  spring autumn herbst fruehling monkey dragon tiger hunter killer shadow ninja superman batman pokemon starwars
  football fussball baseball basketball soccer hockey liverpool arsenal chelsea barcelona juventus schalke
  bayern dortmund michael jordan daniel thomas andreas alexander jessica jennifer michelle ashley nicole charlie
  freedom whatever trustno trustnoone mustang ferrari mercedes porsche computer internet google facebook
  samsung apple iphone android windows linux microsoft cookie chocolate flower banana cheese pepper ginger
  passwordpassword adminadmin qwertyqwerty passpass pass newsletter marketing openemm emm company firma
  january february march april june july august september october november december januar februar maerz
  monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag
  sonntag deutschland germany berlin hamburg muenchen munich london paris america`.split(/\s+/),
);
