"""Plain English that says the same: pairs that hold in any health text (rules as in `wordings`)."""

# Which way round is as natural as the other; level A2-B1 on the right where the two differ.
SAME = """
@start [VBG|to|END|with|in|when|after|before|at|DET|as] > @begin
@begin > @start
@recover [END|in|within|quickly|after|on|without] > @get better
@improve-obj [END|in|within|with|after|when] > @get better
@worsen-obj > @get worse
@disappear > @go away
@subside > @go away
go away > disappear
goes away > disappears
come back > return
comes back > returns
@occur > @happen
@happen [!to] > @occur
@experience+obj > @have
@suffer from > @have
@contract+obj > @get
@receive+obj > @get
@obtain+obj > @get
@provide+obj > @give
@remain > @stay
@assist > @help
@consult+obj > @speak to
@contact+obj > @get in touch with
talk to > speak to
speak to > talk to
@examine+obj > @look at
@detect+obj > @find
@damage+obj > @harm
@harm+obj > @damage
@destroy+obj > @kill
@require+obj > @need
@commence > @begin
@choose+obj > @pick
@trigger+obj > @set off
@contribute to > @play a part in
@increase+risk > @raise
@raise+risk > @increase
@reduce+risk > @lower
@lower+risk > @reduce
@decrease+risk > @reduce
@boost+risk > @increase
is unable to > cannot
are unable to > cannot
is able to > can
are able to > can
may > might
might > may
ought to > should
each day > every day
every day > each day
every week > each week
every year > each year
[!twice|once|times] a day [!#|of|after|before|or|when|with] > every day
[!twice|once|times] a week [!#|of|after|before|or|when|with|later] > every week
daily [END|with|for] > every day
twice [a|daily|every|each] > two times
two weeks > 14 days
one week > seven days
a fortnight > two weeks
24 hours > one day
48 hours > two days
12 months > one year
twelve months > one year
six months > half a year
% > percent
more than # > over #
over # [NOUN|percent|%] > more than #
less than # > under #
about # > around #
around # > about #
roughly # > about #
about half > around half
around half > about half
approximately > about
nearly > almost
almost > nearly
the majority of > most
most of the time > in most cases
usually > normally
normally > usually
frequently > often
in rare cases > rarely
sometimes > at times
occasionally > sometimes
quickly > fast
rapidly > quickly
immediately > right away
straight away > immediately
at once > immediately
right away > at once
primarily > mainly
mainly > mostly
mostly > mainly
entirely > completely
completely > fully
fully > completely
particularly > especially
especially > particularly
many [NNS] > a lot of
lots of > a lot of
plenty of > a lot of
a lot of > plenty of
several [NNS] > a number of
numerous > many
sufficient > enough
because of > as a result of
due to > because of
although > even though
even though > although
though [PRON|DET|NOUN] > although
while [you] > when
as soon as > once
once [PRON|DET] > as soon as
in order to > to
such as > like
including > such as
as well as > and
throughout > all through
people with [NOUN|ADJ|DET] > people who have
patients with [NOUN|ADJ|DET] > patients who have
adults with [NOUN|ADJ|DET] > adults who have
children with [NOUN|ADJ|DET] > children who have
women with [NOUN|ADJ|DET] > women who have
anyone with [NOUN|ADJ|DET] > anyone who has
people who have [NOUN|ADJ|DET] > people with
people over # > people older than #
adults over # > adults older than #
children under # > children younger than #
anyone under # > anyone younger than #
anyone over # > anyone older than #
people aged # > people who are #
is advised to > should
are advised to > should
are usually advised to > should usually
wash your hands > clean your hands
clean your hands > wash your hands
right before > just before
just before > right before
long before > well before
feel better > are better
in the first few > during the first few
such as > like
without any > with no
do not have > have no
does not have > has no
contains no > has no
every hour > each hour
every time > each time
each time > every time
every four hours > four times a day
every six hours > four times a day
every eight hours > three times a day
every twelve hours > twice a day
every 12 hours > twice a day
every 6 hours > four times a day
every 8 hours > three times a day
the first symptoms > the earliest symptoms
physician > doctor
standard treatment > usual treatment
the elderly > old people
a balanced diet > a healthy mix of food
do not work on > have no effect on
does not work on > has no effect on
a risk factor for > something that raises the risk of
at higher risk > in more danger
at greater risk > in more danger
at risk of > in danger of
in most cases > usually
in some cases > sometimes
in many cases > often
most often > most frequently
for example > for instance
people under # > people younger than #
aged # and over > # or older
individuals > people
infants > babies
newborns > newborn babies
elderly people > older people
older adults > older people
physicians > doctors
a physician > a doctor
healthcare professional > health worker
medications > medicines
medication > medicine
physical activity > exercise
operation > surgical procedure
crucial > very important
vital > very important
essential > very important
difficult to > hard to
hard to > difficult to
tiny > very small
entire > whole
whole > entire
rapid > fast
painkillers > pain medicines
additional > extra
extra > additional
uncommon > not common
illnesses > diseases
hypertension > high blood pressure
leukemia > blood cancer
dehydration > lack of water
tiredness > fatigue
hemorrhage > bleeding
abdomen > belly
thyroid hormones > hormones of the thyroid
hormone levels > levels of hormones
blood sugar > blood glucose
blood glucose > blood sugar
sunscreen > sun cream
chronic [NOUN] > long-term
fluids > liquids
liquids > fluids
called > known as
known as > called
made of > formed of
about a [week|month|year|third|quarter|hour|minute|day|liter|litre] > around a
[!simply|just|mainly|partly|only|is|that's] because [PRON|DET|NOUN|ADJ|PROPN] > since
rarely [!,] > seldom
[!only|very] seldom > rarely
up to # [NNS] > no more than #
at least # [NNS] > a minimum of #
is caused by > is the result of
are caused by > are the result of
can cause > =a_possible_cause of
can lead to > =a_possible_cause of
causes > =a_cause_of
cause [!to] > =a_cause_of
[END|,] you can [VB] > it is possible to
could lead to > =a_possible_cause of
may lead to > =a_possible_cause of
large [NOUN] > big
[!as|how|too|very] often [!as|enough] > frequently
helps [VB] > helps to
helps to > helps
help to > help
"""
