namespace KdmpParser.Analysis;

/// <summary>How sure a conclusion is. Each is shown with the evidence that it was drawn from.</summary>
public enum Certainty
{
    /// <summary>It can be so: the evidence agrees with it, and with other explanations, too.</summary>
    Possible,

    /// <summary>It is so unless the dump's memory is damaged or was changed.</summary>
    Likely,

    /// <summary>The dump says so itself.</summary>
    Certain,
}
