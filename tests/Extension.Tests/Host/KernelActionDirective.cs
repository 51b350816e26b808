namespace Microsoft.DotNet.Interactive.Directives;

public sealed class KernelActionDirective : KernelDirective
{
    public KernelActionDirective(string name) : base(name) =>
        Subcommands = new NamedSymbols<KernelActionDirective>(directive => directive.Name, adding =>
        {
            if (adding.Parent is not null)
                throw new ArgumentException("Directives cannot be reparented.");
            if (Parent is not null || adding.Subcommands.Count > 0)
                throw new ArgumentException("Only one level of directive subcommands is allowed.");
            adding.Parent = this;
        });

    public KernelActionDirective? Parent { get; private set; }

    public ICollection<KernelActionDirective> Subcommands { get; }
}
