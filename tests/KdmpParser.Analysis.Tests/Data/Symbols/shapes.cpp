// Decorated names: a namespace, a class, an overload.
namespace shapes
{
    volatile int sink;

    class Circle
    {
    public:
        __attribute__((noinline)) int area(int factor);
        int radius;
    };

    int Circle::area(int factor)
    {
        volatile int steps[4] = { radius, factor, 3, 0 };
        for (int i = 0; i < 3; i++)
            steps[3] += steps[i];
        return steps[3];
    }

    __attribute__((noinline)) int scale(int value, int factor)
    {
        sink = value;
        return value * factor;
    }
}

extern "C" __declspec(dllexport) int ShapeArea(int radius)
{
    shapes::Circle circle;
    circle.radius = radius;
    return circle.area(2) + shapes::scale(radius, 3);
}

extern "C" int EntryPoint(void *, unsigned, void *)
{
    return ShapeArea(3);
}
