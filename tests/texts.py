"""Texts of the tests: an article as it is copied from a web page, and smaller ones."""

ARTICLE = """Health Weekly

Living With Asthma_2

By Jane Doe

Asthma is a disease of the lungs. It makes breathing difficult, and it can begin at any age. Many people with asthma have a cough at night.

1. Common Triggers

Asthma can be made worse by triggers such as pollen, smoke and dust. Cold air and hard exercise can also cause an asthma attack in some people.

2. Signs of an Attack

Symptoms such as wheezing, coughing and chest pain are signs of an attack. Dehydration can cause muscle cramps after a long attack. If the lips turn blue, call an ambulance at once.

3. Medicines

Most people use medicines such as steroids, antihistamines and painkillers under the care of a doctor. An inhaler brings the medicine straight to the lungs. Regular exercise and a balanced diet can help prevent asthma attacks.

Related Articles

Ten Foods for Better Sleep

Back to top button
"""

SHORT = (
    "Dehydration can cause muscle cramps. Drink water when it is hot, and rest in the shade. "
    "Electrolytes such as sodium and potassium are lost in sweat, and the body needs them every day."
)

LEAFLET = """High Blood Pressure: What You Need to Know

High blood pressure, or hypertension, means that the blood pushes too hard against the walls of your arteries. Most people feel nothing at all, so the only way to find out is to have your blood pressure measured.

Why it matters

Over the years, hypertension damages the blood vessels. It can lead to serious diseases such as stroke, heart failure and kidney disease.

What raises blood pressure?

• too much salt in your food
• being overweight
• too little exercise
• drinking a lot of alcohol
• some medicines, including decongestants, steroids and birth control pills

What you can do yourself

- Eat less salt. Ready meals, bread and cheese contain a lot of sodium.
- Move for half an hour every day. Activities like walking, swimming and cycling are all good for the heart.
- Do not smoke. Nicotine makes the arteries narrow.
- Sleep seven to eight hours. Poor sleep can cause headaches and fatigue.

Your tablets

If a change of habits is not enough, your doctor may prescribe tablets. Common blood pressure medications include ACE inhibitors, beta blockers and diuretics. Side effects such as dizziness, a dry cough or swollen ankles are usually mild. Do not stop your tablets without asking your GP or pharmacist.

When to get help

Call an ambulance if you have chest pain, sudden weakness on one side of the body or difficulty speaking. These may be signs of a heart attack or stroke.
"""

DIALOGUE = """At the Clinic: A Visit about Back Pain

Dr. Okafor: Good morning, Mrs. Lind. What brings you here today?

Mrs. Lind: Good morning. My lower back has been hurting for two weeks, and the pain goes down my left leg.

Dr. Okafor: I see. Do you have any other symptoms, such as numbness or tingling in your foot?

Mrs. Lind: Yes, my toes tingle in the evening. Is it arthritis?

Dr. Okafor: I don't think so. It sounds like sciatica. Sciatica is caused by pressure on the sciatic nerve, for example from a slipped disc.

Mrs. Lind: Oh dear. Do I need an operation?

Dr. Okafor: Very few people do. In most cases it gets better in four to six weeks. I would like you to keep moving. Bed rest is not a good idea, because it makes the muscles weak.

Mrs. Lind: And what about the pain? I can't sleep.

Dr. Okafor: You can take a painkiller like ibuprofen or paracetamol. Do you have any stomach problems or asthma?

Mrs. Lind: I had a stomach ulcer three years ago.

Dr. Okafor: Then ibuprofen is not for you. It can cause bleeding in the stomach. Take paracetamol instead, no more than four times a day. A heat pad can also help. Do you take any other medicines?

Mrs. Lind: Only a tablet for my thyroid and some vitamin D.

Dr. Okafor: That's fine. I'll send you to a physical therapist, who will show you some exercises. Strong muscles and good posture can help prevent back pain in the future.

Mrs. Lind: Thank you. Should I come back?

Dr. Okafor: Yes, in two weeks. But if you suddenly cannot hold your urine, or if both legs feel numb, go to the emergency room at once.
"""

NEWS = """Measles Cases Double as Fewer Children Are Vaccinated

14 March 2024

The number of measles cases in the region has doubled in six months, health officials said on Tuesday. At least 212 people, most of them children under five, have caught the disease since September, and 31 had to be treated in hospital.

"Measles is not a harmless rash," said Dr. Helen Moss, who leads the regional health service. "It can cause pneumonia, deafness and, in rare cases, inflammation of the brain."

Measles is one of the most contagious diseases in the world. The virus travels through the air in tiny drops when an infected person coughs or sneezes, and it can stay there for two hours. The first symptoms, such as fever, a runny nose and red eyes, look like those of a common cold. The typical rash follows after three to five days.

Two doses of the measles, mumps and rubella (MMR) vaccine protect about 97% of children for life. To stop outbreaks, 95% of a population must be immune. In the region, however, only 84% of five-year-olds have had both doses of MMR, down from 92% a decade ago.

Officials believe that the pandemic is partly to blame: many families missed appointments and never made new ones. Others worry about side effects. A study that linked the vaccine with autism was withdrawn years ago, and large studies since then have found no connection. Autism is not caused by vaccines. Mild reactions like a sore arm or a slight fever pass within two days.

Schools will write to parents next week, and mobile clinics will offer free vaccinations in eleven towns. Pregnant women and people with a weak immune system cannot have the vaccine, so they depend on the people around them. "If your child has a fever and a rash, phone your doctor before you visit the clinic," Dr. Moss said. "You will help us to keep other patients safe."
"""

FIRST_AID = """First Aid for Burns and Scalds

A burn is caused by dry heat, such as fire or a hot iron. A scald is caused by hot water or steam. Both are treated in the same way. Act quickly: the first minutes decide how deep the injury will be.

Step 1: Stop the burning
Move the person away from the heat. Put out flames with water or a blanket. Do not put yourself in danger.

Step 2: Cool the burn
Hold the burn under cool running water for twenty minutes. Do not use ice, butter or toothpaste. Ice can cause frostbite, and butter keeps the heat in the skin.

Step 3: Take off clothes and rings
Remove rings, watches and belts near the burn before swelling begins. Leave anything that sticks to the skin where it is.

Step 4: Cover the burn
Lay cling film or a clean plastic bag over the burn. A loose cover keeps out germs and can help prevent infection. Do not burst blisters.

Step 5: Treat pain and shock
Give a painkiller such as paracetamol or ibuprofen. Never give aspirin to a child. Keep the person warm, because a large burn can lead to hypothermia. Signs of shock include pale skin, a fast pulse and cold sweat.

Step 6: Get help
Call an ambulance if the burn is bigger than the person's hand, if it is on the face, the neck, a joint or the genitals, or if it was caused by electricity or chemicals. Babies, old people and pregnant women should always see a doctor.
"""

NO_HEADINGS = """Iron is a mineral that the body needs to make haemoglobin, the red substance that carries oxygen in the blood. When there is too little of it, the body cannot make enough healthy red blood cells, and the result is iron deficiency anaemia. It is the most common nutritional deficiency in the world.

People with anaemia often feel tired and weak. Other symptoms, including shortness of breath, dizziness, headaches and pale skin, may come on so slowly that nobody notices them. Some people even feel a strange wish to eat ice or earth. Doctors call it pica. It usually disappears when the anaemia is treated.

Why does it happen? In women, the most common cause is heavy menstruation. Pregnancy can also lead to anaemia, since the baby needs iron as well. In men and in older women, doctors look for bleeding in the gut. A stomach ulcer, haemorrhoids or cancer of the colon can cause a slow loss of blood that cannot be seen. Painkillers such as aspirin and ibuprofen can cause bleeding too. In some people, enough iron is eaten but not enough is taken in. Poor absorption may be due to coeliac disease, an operation on the stomach or medicines for heartburn.

To make the diagnosis, a doctor asks for a blood test that measures haemoglobin and ferritin, a protein that stores iron. If the cause is not clear, a camera may be used to look into the stomach or the colon.

Treatment usually begins with iron tablets, which should be taken for at least three months. They often cause side effects like constipation, nausea and black stools. Taking them with orange juice helps, because vitamin C improves the absorption of iron. Tea, coffee and milk do not cause anaemia, but they make it harder for the gut to absorb iron, so it is better to drink them between meals. If the tablets do not help, iron can be given straight into a vein. A blood transfusion is needed only in very severe cases.

A balanced diet can help prevent iron deficiency. Foods such as red meat, beans, lentils and dark green leaves are rich in iron. Vegetarians and vegans should plan their meals with special care. Do not take iron supplements without a test, because an overdose of iron can damage the liver and the heart. In children, iron tablets are a frequent cause of poisoning, so keep them in a safe place.
"""

MESSY_WEB = """Skip to content
Menu
Home > Conditions > Diabetes

TYPE 2 DIABETES: SYMPTOMS, CAUSES AND TREATMENT | HealthPortal

Medically reviewed by Ann Hart, MD
Last updated: 3 May 2023
5 min read
Share on Facebook

In this article

What is type 2 diabetes?
Type 2 diabetes is a chronic condition in which there is too much sugar in the blood. The body either does not make enough insulin or doesn’t use it well. Insulin is a hormone made by the pancreas.

ADVERTISEMENT

SYMPTOMS
Many people have no symptoms for years. When symptoms do appear, they may include:
thirst
blurred vision
tiredness
wounds that heal slowly

CAUSES
Nobody knows all the causes. Obesity and a lack of physical activity raise the risk, and so do certain genes. Stress does not cause diabetes. Too much sugar alone does not cause diabetes either, but sugary drinks can lead to obesity.

Read more: Ten Facts about Sugar

COMPLICATIONS
If it is not treated, diabetes can damage the nerves, the eyes and the kidneys. Complications such as neuropathy, blindness and kidney failure can often be prevented. High blood sugar can cause nerve damage in the feet. Diabetic ketoacidosis (DKA) is an emergency. DKA can cause vomiting, confusion and coma.

TREATMENT
Treatment starts with a healthy diet and regular exercise. If these are not enough, doctors prescribe medicines such as metformin. Some people need insulin injections. Regular exercise, a healthy weight and not smoking can help prevent type 2 diabetes.

Was this page helpful?
Related articles
Gestational diabetes: what mothers should know
10 snacks under 100 calories
© 2023 HealthPortal. All rights reserved.
"""

HEALTH_TEXTS = {
    "leaflet": LEAFLET,
    "dialogue": DIALOGUE,
    "news": NEWS,
    "first aid": FIRST_AID,
    "no headings": NO_HEADINGS,
    "messy web copy": MESSY_WEB,
}
