namespace KdmpInteractive.Commands;

/// <summary>What a command takes: a positional value, an option with a value (<c>--name value</c>), or a flag (<c>--name</c>).</summary>
/// <param name="Name">Upper-case for a positional value, such as <c>ADDRESS</c>; with two dashes for the others.</param>
/// <param name="Summary">One line about it.</param>
public sealed record CommandParameter(string Name, string Summary)
{
    /// <summary>What stands for the value in the usage, such as <c>FILE</c>; <see langword="null"/> for positional values and flags.</summary>
    public string? ValueName { get; init; }

    /// <summary>Another name of an option on the command line, such as a similar program has; <see langword="null"/> for none.</summary>
    public string? Alias { get; init; }

    /// <summary>Whether an option can stand without its value.</summary>
    public bool IsValueOptional { get; init; }

    /// <summary>Values to be offered while somebody types; <see langword="null"/> where there are no particular ones.</summary>
    public Func<KdmpSession, IEnumerable<string>>? Choices { get; init; }

    /// <summary>Whether the command cannot do without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it can be given more than once: a positional value, or an option with its name each time.</summary>
    public bool IsMany { get; init; }

    /// <summary>Whether the value is the path of a file.</summary>
    public bool IsPath
    {
        get => field || IsOutput;
        init;
    }

    /// <summary>Whether the value is the path of a file that the command writes: it takes <c>--force</c> then, too.</summary>
    public bool IsOutput { get; init; }

    /// <summary>Whether the value may hold spaces without quotes, where it is the only positional one: a path, a pattern of bytes.</summary>
    public bool MayHaveSpaces
    {
        get => field || IsPath;
        init;
    }

    /// <summary>Where it exists.</summary>
    public CommandPlaces Places { get; init; } = CommandPlaces.Both;

    /// <summary>Whether it is given by its place.</summary>
    public bool IsPositional => Name[0] != '-';

    /// <summary>Whether it is a switch without a value.</summary>
    public bool IsFlag => !IsPositional && ValueName is null;

    /// <summary>The name as an option: hosts offer <c>--address</c> for <c>ADDRESS</c>, so the grammar takes it, too.</summary>
    public string OptionName => IsPositional ? "--" + Name.ToLowerInvariant() : Name;

    /// <summary>How it is written in a usage line: <c>ADDRESS...</c>, <c>[--length N]</c>.</summary>
    public string Usage
    {
        get
        {
            string form = ValueName is null ? Name : IsValueOptional ? $"{Name} [{ValueName}]" : $"{Name} {ValueName}";
            return (IsRequired, IsMany) switch
            {
                (true, true) => form + "...",
                (true, false) => form,
                (false, true) => IsPositional ? $"[{form}...]" : $"[{form}]...",
                (false, false) => $"[{form}]",
            };
        }
    }
}
