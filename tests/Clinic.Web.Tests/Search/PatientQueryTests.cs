namespace Clinic.Web.Tests.Search;

/// <summary>What patients may type, and the page that should come first. An address without # stands for the whole page.</summary>
[Trait("Pace", "Slow")]
public sealed class PatientQueryTests(SearchedSite site) : IClassFixture<SearchedSite>
{
    const string Table = """
        ketamine for depression => /articles/mood-disorders
        depression => /articles/mood-disorders
        i am depressed and nothing works => /articles/mood-disorders
        treatment resistant depression => /articles/mood-disorders
        TRD => /articles/mood-disorders
        bipolar => /articles/mood-disorders
        manic depression => /articles/mood-disorders
        ptsd => /articles/mood-disorders
        ketamine vs ECT => /articles/mood-disorders
        shock therapy => /articles/mood-disorders
        TMS => /who-should-not
        anxiety and ocd => /articles/mood-disorders
        CRPS => /articles/pain-and-crps
        RSD => /articles/pain-and-crps
        reflex sympathetic dystrophy => /articles/pain-and-crps
        causalgia => /articles/pain-and-crps
        chronic pain => /articles/pain-and-crps
        nerve pain => /articles/pain-and-crps
        fibromyalgia => /articles/pain-and-crps
        does ketamine help with pain => /articles/pain-and-crps
        back pain => /articles/pain-and-crps
        migraine => /articles/pain-and-crps
        side effects => /articles/side-effects
        is it safe? what are the risks => /articles/side-effects
        bladder problems => /articles/side-effects
        burning when I pee => /articles/side-effects
        nausea => /articles/side-effects
        throwing up after ketamine => /articles/side-effects
        does it raise blood pressure => /articles/side-effects
        high blood pressure => /articles/side-effects
        liver damage => /articles/side-effects
        memory loss => /articles/side-effects
        out of body experience => /articles/side-effects
        k-hole => /articles/side-effects
        hallucinations => /articles/side-effects
        dizzy and sleepy => /articles/side-effects
        drip => /articles/administration-routes
        IV infusion => /articles/administration-routes
        how is ketamine given => /articles/administration-routes
        lozenge => /articles/administration-routes
        troche => /articles/administration-routes
        nasal spray => /articles/administration-routes
        spravato => /faq
        esketamine => /faq
        under the skin => /articles/administration-routes
        ketamine pills => /articles/administration-routes
        shot in the muscle => /articles/administration-routes
        how does ketamine work => /articles/how-ketamine-works-in-depression
        glutamate => /articles/how-ketamine-works-in-depression
        nmda receptor => /articles/how-ketamine-works-in-depression
        what does it do to the brain => /articles/how-ketamine-works-in-depression
        mTOR => /articles/how-ketamine-works-in-depression
        opioid receptors => /articles/how-ketamine-works-in-depression
        how much does it cost => /costs
        price => /costs
        insurance => /costs
        does medicaid cover it => /costs
        good faith estimate => /costs
        can't afford it => /costs
        can I drive home afterwards => /faq
        is it addictive => /faq
        how long does it last => /faq
        is it FDA approved => /faq
        can I take it at home => /faq
        pregnant => /faq
        breastfeeding => /articles/side-effects
        what does it feel like => /faq
        how fast does it work => /faq
        can I keep taking my antidepressant => /faq
        difference between ketamine and esketamine => /faq
        schizophrenia => /articles/mood-disorders
        who should not take ketamine => /who-should-not
        heart attack => /who-should-not
        naltrexone => /articles/how-ketamine-works-in-depression
        drug interactions => /faq
        sleep apnea => /who-should-not
        glaucoma eye pressure => /who-should-not
        my daughter is 16 can she get it => /who-should-not
        what happens at the first visit => /what-to-expect
        what should I expect during the session => /what-to-expect
        what to eat before => /what-to-expect
        opening hours => /about
        where are you located => /about
        parking and directions => /about
        who are the doctors => /about
        is this a real clinic => /about
        privacy => /privacy
        do you sell my data => /privacy
        HIPAA => /privacy
        cookies => /privacy
        delete my request => /privacy
        screen reader => /accessibility
        wheelchair => /language-and-rights
        interpreter => /language-and-rights
        en español => /language-and-rights
        crisis => /crisis-help
        988 => /crisis-help
        suicide => /faq
        worried about my friend => /crisis-help
        book an appointment => /is-ketamine-right-for-me
        contact form => /is-ketamine-right-for-me
        I want to talk to someone => /is-ketamine-right-for-me
        bioavailability => /articles/administration-routes
        half-life => /glossary#half-life
        REMS => /glossary#rems
        synaptogenesis => /glossary#synaptogenesis
        enantiomer => /glossary#enantiomer
        what does contraindication mean => /who-should-not
        placebo => /articles/mood-disorders
        veterans => /costs
        does it work => /faq
        are the ads true => /faq
        too good to be true => /claims-you-may-see
        how do I choose a clinic => /how-to-judge-a-clinic
        lorazepam => /who-should-not
        elderly => /who-should-not
        tricare => /costs
        feel worse after ketamine => /articles/side-effects
        bad trip => /articles/side-effects
        weed => /articles/side-effects
        work next day => /what-to-expect
        fear of needles => /articles/administration-routes
        alcohol => /faq
        lithium => /articles/mood-disorders
        anesthesia => /glossary#anesthetic
        is this legal => /faq
        cure for depression => /articles/mood-disorders
        telehealth => /faq
        """;

    public static TheoryData<string, string> Queries()
    {
        var queries = new TheoryData<string, string>();
        foreach (var line in Table.Split('\n'))
        {
            if (line.Split(" => ") is [var typed, var address]) queries.Add(typed, address);
        }
        return queries;
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task The_page_that_answers_comes_first(string typed, string address)
    {
        var first = await site.FirstHit(typed) ?? "";

        Assert.Equal(address, address.Contains('#') ? first : first.Split('#')[0]);
    }

    [Fact]
    public void The_table_is_long_enough_to_mean_something() => Assert.True(Queries().Count >= 60);
}
