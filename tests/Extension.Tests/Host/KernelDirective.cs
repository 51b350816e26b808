namespace Microsoft.DotNet.Interactive.Directives;

public abstract class KernelDirective
{
    protected KernelDirective(string name)
    {
        Name = name;
        Parameters = new NamedSymbols<KernelDirectiveParameter>(parameter => parameter.Name, adding =>
        {
            if (adding.AllowImplicitName && Parameters!.Any(parameter => parameter.AllowImplicitName))
                throw new ArgumentException("Only one parameter on a directive can have AllowImplicitName set to true.");
        });
    }

    public string Name { get; }

    public string? Description { get; set; }

    public ICollection<KernelDirectiveParameter> Parameters { get; }
}
