"""The questions about the patient, for a parent or carer who answers for them.

A row says in the third person what a question says with “you”. `%(patient)s` is “your
child” or “the patient”; what has no row reads the same for everybody.
"""

from collections.abc import Mapping
from datetime import date

from intake.questionnaire.body import REGIONS, area_of, my_area, of_another, your_area
from intake.questionnaire.derived import known_of
from intake.questionnaire.step import Answers
from intake.questionnaire.words import N_

OF_AGE = 18
CHILD = N_("your child")
PATIENT = N_("the patient")

REWORDED: Mapping[str, str] = {
    **{
        words(area): of_another(area)
        for area in dict.fromkeys(area_of(code) for code in REGIONS)
        for words in (my_area, your_area)
    },
    "Choose every place. Left and right are your own left and right, as you would say them of your hands.": N_(
        "Choose every place. Left and right are %(patient)s’s own left and right, as %(patient)s would say them of their hands."
    ),
    "Your own left and right. If a place is wrong altogether, change it above.": N_(
        "%(patient)s’s own left and right. If a place is wrong altogether, change it above."
    ),
    "Your left": N_("%(patient)s’s left"),
    "Your right": N_("%(patient)s’s right"),
    "Do you have a fever or shivers, or feel ill all over: new, or getting worse, in the last weeks?": N_(
        "Does %(patient)s have a fever or shivers, or feel ill all over: new, or getting worse, in the last weeks?"
    ),
    "Have you lost weight without trying to: new, or getting worse, in the last weeks?": N_(
        "Has %(patient)s lost weight without trying to: new, or getting worse, in the last weeks?"
    ),
    "Is there pain at night that never lets go, however you lie: new, or getting worse, in the last weeks?": N_(
        "Does %(patient)s have pain at night that never lets go, however they lie: new, or getting worse, in the last weeks?"
    ),
    "Have you found a lump: new, or getting worse, in the last weeks?": N_(
        "Has %(patient)s got a lump that was not there before: new, or getting worse, in the last weeks?"
    ),
    "Is the skin numb, or does wiping feel different, where a saddle would touch you: new, or getting worse, in the last weeks?": N_(
        "Is %(patient)s’s skin numb, or does wiping feel different to them, where a saddle would touch: new, or getting worse, in the last weeks?"
    ),
    "Your bottom, your private parts and high inside your thighs.": N_(
        "The bottom, the private parts and high inside the thighs."
    ),
    "It is hard to start, or I cannot go": N_(
        "It is hard to start, or impossible to go"
    ),
    "I do not feel when I am full, or when I am going": N_(
        "No feeling of being full, or of going"
    ),
    "Does poo leak out, or do you not feel it coming: new, or getting worse, in the last weeks?": N_(
        "Does poo leak out, or does %(patient)s not feel it coming: new, or getting worse, in the last weeks?"
    ),
    "Has feeling in your private parts during sex, an erection or a climax changed: new, or getting worse, in the last weeks?": N_(
        "Has feeling in %(patient)s’s private parts during sex, an erection or a climax changed: new, or getting worse, in the last weeks?"
    ),
    "Is there pain, tingling, numbness or weakness that goes down your legs: new, or getting worse, in the last weeks?": N_(
        "Is there pain, tingling, numbness or weakness that goes down %(patient)s’s legs: new, or getting worse, in the last weeks?"
    ),
    "Are you unsteady on your feet, or are your hands clumsy with buttons or writing: new, or getting worse, in the last weeks?": N_(
        "Is %(patient)s unsteady on their feet, or clumsy with buttons or writing: new, or getting worse, in the last weeks?"
    ),
    "Does something like an electric shock run down your back or limbs when you bend your neck: new, or getting worse, in the last weeks?": N_(
        "Does something like an electric shock run down %(patient)s’s back or limbs when they bend their neck: new, or getting worse, in the last weeks?"
    ),
    "Have you had an infection (new, or getting worse, in the last weeks), or have you ever injected drugs?": N_(
        "Has %(patient)s had an infection (new, or getting worse, in the last weeks), or have they ever injected drugs?"
    ),
    "Both can carry germs to the spine. Nobody here will judge you.": N_(
        "Both can carry germs to the spine. Nobody here will judge anybody."
    ),
    "About your head and senses: is any of these new, or getting worse, in the last weeks?": N_(
        "About %(patient)s’s head and senses: is any of these new, or getting worse, in the last weeks?"
    ),
    "Do you have a headache or a sore scalp, a jaw that aches when you chew, or trouble seeing: new, or getting worse, in the last weeks?": N_(
        "Does %(patient)s have a headache or a sore scalp, a jaw that aches when they chew, or trouble seeing: new, or getting worse, in the last weeks?"
    ),
    "Do any of these come with your pain: new, or getting worse, in the last weeks?": N_(
        "Do any of these come with %(patient)s’s pain: new, or getting worse, in the last weeks?"
    ),
    "Is any of these true of your back or belly: new, or getting worse, in the last weeks?": N_(
        "Is any of these true of %(patient)s’s back or belly: new, or getting worse, in the last weeks?"
    ),
    "Something beats or throbs in my belly": N_(
        "Something beats or throbs in the belly"
    ),
    "I was told of an aneurysm: a widened artery": N_(
        "A doctor told of an aneurysm: a widened artery"
    ),
    "About your legs and blood clots: is any of these new, or getting worse, in the last weeks?": N_(
        "About %(patient)s’s legs and blood clots: is any of these new, or getting worse, in the last weeks?"
    ),
    "I have had a blood clot before, at any time": N_(
        "A blood clot before, at any time"
    ),
    "Are you limping: new, or getting worse, in the last weeks?": N_(
        "Is %(patient)s limping: new, or getting worse, in the last weeks?"
    ),
    "Please answer for yourself as you are these days.": N_(
        "Please answer for %(patient)s as they are these days."
    ),
    "What is your date of birth?": N_("What is %(patient)s’s date of birth?"),
    "Write your date of birth.": N_("Write %(patient)s’s date of birth."),
    "Your health": N_("%(patient)s’s health"),
    "Your medicines": N_("%(patient)s’s medicines"),
    "My own blood plasma (PRP)": N_("Their own blood plasma (PRP)"),
    "Which hand do you use most?": N_("Which hand does %(patient)s use most?"),
    "What is most of your working day like?": N_(
        "What is most of %(patient)s’s working day like?"
    ),
    "I do not work at present": N_("No work at present"),
    "Which sports do you do, or did you do until the pain?": N_(
        "Which sports does %(patient)s do, or did they do until the pain?"
    ),
    "At what level do you do sport?": N_("At what level does %(patient)s do sport?"),
    "For fun or for my health": N_("For fun or for health"),
    "About you": N_("About %(patient)s"),
    "Are you unable to take four steps on it, even with a limp?": N_(
        "Is %(patient)s unable to take four steps on it, even with a limp?"
    ),
    "After an injury: are you unable to bend the knee as far as when you sit?": N_(
        "After an injury: is %(patient)s unable to bend the knee as far as when they sit?"
    ),
    "If you have not injured it, choose No.": N_("If it was not injured, choose No."),
    "Did you feel or hear a snap or a pop when it began?": N_(
        "Did %(patient)s feel or hear a snap or a pop when it began?"
    ),
    "Did you lose strength there all at once?": N_(
        "Did %(patient)s lose strength there all at once?"
    ),
    "For example, you could no longer stand on your toes or lift your arm.": N_(
        "For example, they could no longer stand on their toes or lift their arm."
    ),
    "Is it very tight and swollen, with pain far worse than you would expect?": N_(
        "Is it very tight and swollen, with pain far worse than %(patient)s would expect?"
    ),
    "What you have noticed": N_("What %(patient)s has noticed"),
    "Have you had the same trouble here before?": N_(
        "Has %(patient)s had the same trouble here before?"
    ),
    "The worst pain you can imagine": N_("The worst pain %(patient)s can imagine"),
    "How long is it stiff after you get up?": N_(
        "How long is it stiff after %(patient)s gets up?"
    ),
    "Only when I lie on it": N_("Only when lying on it"),
    "It wakes me, then it settles": N_("It wakes them, then it settles"),
    "It wakes me and does not settle": N_("It wakes them and does not settle"),
    "What else do you notice there?": N_("What else does %(patient)s notice there?"),
    "Has a doctor or therapist told you what it is?": N_(
        "Has a doctor or therapist said what it is?"
    ),
    "Which X-rays or scans have you had of it?": N_(
        "Which X-rays or scans has %(patient)s had of it?"
    ),
    "What have you tried for it?": N_("What has %(patient)s tried for it?"),
    "For how many weeks did you do exercises or physiotherapy?": N_(
        "For how many weeks did %(patient)s do exercises or physiotherapy?"
    ),
    "Have you had an operation here?": N_("Has %(patient)s had an operation here?"),
    "Have you broken a bone here?": N_("Has %(patient)s broken a bone here?"),
    "What you have tried": N_("What %(patient)s has tried"),
    "Over the last week, how strong was your pain, all in all?": N_(
        "Over the last week, how strong was %(patient)s’s pain, all in all?"
    ),
    "Over the last week, how much did pain spoil your joy in life?": N_(
        "Over the last week, how much did pain spoil %(patient)s’s joy in life?"
    ),
    "Over the last week, how much did pain stop you doing what you do each day?": N_(
        "Over the last week, how much did pain stop %(patient)s doing what they do each day?"
    ),
    "Name something you would like to do again, or do better": N_(
        "Name something %(patient)s would like to do again, or do better"
    ),
    "A second thing you would like to do": N_(
        "A second thing %(patient)s would like to do"
    ),
    "A third thing you would like to do": N_(
        "A third thing %(patient)s would like to do"
    ),
    "How well can you do the first thing now?": N_(
        "How well can %(patient)s do the first thing now?"
    ),
    "How well can you do the second thing now?": N_(
        "How well can %(patient)s do the second thing now?"
    ),
    "How well can you do the third thing now?": N_(
        "How well can %(patient)s do the third thing now?"
    ),
    "Has a doctor ever told you that you have any of these?": N_(
        "Has a doctor ever said that %(patient)s has any of these?"
    ),
    "How well is your diabetes controlled?": N_(
        "How well is %(patient)s’s diabetes controlled?"
    ),
    "I know my last HbA1c, in per cent (%)": N_(
        "The last HbA1c is known, in per cent (%)"
    ),
    "What was your last HbA1c?": N_("What was %(patient)s’s last HbA1c?"),
    "Is your blood pressure well controlled?": N_(
        "Is %(patient)s’s blood pressure well controlled?"
    ),
    "In the last 2 weeks, have you had an infection, a fever or antibiotics?": N_(
        "In the last 2 weeks, has %(patient)s had an infection, a fever or antibiotics?"
    ),
    "Are you pregnant or breastfeeding?": N_(
        "Is %(patient)s pregnant or breastfeeding?"
    ),
    "I am pregnant": N_("Pregnant"),
    "I may be pregnant": N_("Perhaps pregnant"),
    "I am breastfeeding": N_("Breastfeeding"),
    "How tall are you?": N_("How tall is %(patient)s?"),
    "Write your height.": N_("Write %(patient)s’s height."),
    "How much do you weigh?": N_("How much does %(patient)s weigh?"),
    "Write your weight.": N_("Write %(patient)s’s weight."),
    "Do you smoke?": N_("Does %(patient)s smoke?"),
    "I never have": N_("Never"),
    "I used to": N_("In the past"),
    "Could you ever lay your palms on the floor with straight knees?": N_(
        "Could %(patient)s ever lay their palms on the floor with straight knees?"
    ),
    "Could you ever bring your thumb down to touch your forearm?": N_(
        "Could %(patient)s ever bring their thumb down to touch their forearm?"
    ),
    "As a child, could you do the splits or twist yourself into odd shapes?": N_(
        "As a child, could %(patient)s do the splits or twist themselves into odd shapes?"
    ),
    "Would you call yourself double-jointed?": N_(
        "Would %(patient)s be called double-jointed?"
    ),
    "Do you take a blood thinner?": N_("Does %(patient)s take a blood thinner?"),
    "Which blood thinner do you take?": N_(
        "Which blood thinner does %(patient)s take?"
    ),
    "Do you take aspirin or clopidogrel every day?": N_(
        "Does %(patient)s take aspirin or clopidogrel every day?"
    ),
    "Do you take anti-inflammatory tablets?": N_(
        "Does %(patient)s take anti-inflammatory tablets?"
    ),
    "Do you take steroid tablets?": N_("Does %(patient)s take steroid tablets?"),
    "Do you take a medicine that weakens the immune system?": N_(
        "Does %(patient)s take a medicine that weakens the immune system?"
    ),
    "Do you take a strong painkiller every day?": N_(
        "Does %(patient)s take a strong painkiller every day?"
    ),
    "In the last 3 months, have you taken a quinolone antibiotic?": N_(
        "In the last 3 months, has %(patient)s taken a quinolone antibiotic?"
    ),
    "Which other medicines do you take?": N_(
        "Which other medicines does %(patient)s take?"
    ),
    "Include what you buy yourself, vitamins and herbs.": N_(
        "Include what is bought without a prescription, vitamins and herbs."
    ),
    "Please go on taking your medicines as you were told to.": N_(
        "Please go on giving or taking the medicines as the doctor said."
    ),
    "Have you ever had a bad reaction to any of these?": N_(
        "Has %(patient)s ever had a bad reaction to any of these?"
    ),
    "What did you react to, and what happened?": N_(
        "What did %(patient)s react to, and what happened?"
    ),
    "What would you most like to get out of treatment?": N_(
        "What would %(patient)s most like to get out of treatment?"
    ),
    "What do you expect from it, and how soon?": N_(
        "What does %(patient)s expect from it, and how soon?"
    ),
    "Are you worried about needles, or do you faint easily?": N_(
        "Is %(patient)s worried about needles, or do they faint easily?"
    ),
    "Could somebody drive you home after a treatment?": N_(
        "Could somebody drive %(patient)s home after a treatment?"
    ),
    "What you hope for": N_("What %(patient)s hopes for"),
}


def patient_as_told(answers: Answers, today: date) -> str:
    """Whom the words are about: `""` where they speak to the patient, as they do to
    the patient and to whoever puts them into another language."""
    if answers.get("filled_in_by") != "parent_or_carer":
        return ""
    age = known_of(answers, today).get("age")
    return CHILD if age is not None and age < OF_AGE else PATIENT
