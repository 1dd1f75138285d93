//! Floating point: the Mandelbrot set at 400 by 400, and the planets of the solar system over 100,000 steps.

fn mandelbrot(size: u32) -> u64 {
    let mut sum = 0;
    for y in 0..size {
        for x in 0..size {
            let (cr, ci) = (f64::from(x) * 3.0 / f64::from(size) - 2.25, f64::from(y) * 3.0 / f64::from(size) - 1.5);
            let (mut zr, mut zi, mut steps) = (0.0, 0.0, 0);
            while zr * zr + zi * zi <= 4.0 && steps < 100 {
                (zr, zi) = (zr * zr - zi * zi + cr, 2.0 * zr * zi + ci);
                steps += 1;
            }
            sum += steps;
        }
    }
    sum
}

struct Body {
    position: [f64; 3],
    velocity: [f64; 3],
    mass: f64,
}

fn bodies() -> Vec<Body> {
    (0..5)
        .map(|i| {
            let angle = f64::from(i) * 1.3;
            let distance = f64::from(i * i) * 1.7;
            Body {
                position: [distance * angle.cos(), distance * angle.sin(), 0.1 * f64::from(i)],
                velocity: [-angle.sin() * 2.0, angle.cos() * 2.0, 0.01],
                mass: if i == 0 { 39.5 } else { 0.04 / f64::from(i) },
            }
        })
        .collect()
}

fn advance(bodies: &mut [Body], step: f64) {
    for i in 0..bodies.len() {
        let (left, right) = bodies.split_at_mut(i + 1);
        let one = &mut left[i];
        for other in right {
            let d = [0, 1, 2].map(|k| one.position[k] - other.position[k]);
            let square = d.iter().map(|x| x * x).sum::<f64>() + 1e-3;
            let pull = step / (square * square.sqrt());
            for k in 0..3 {
                one.velocity[k] -= d[k] * other.mass * pull;
                other.velocity[k] += d[k] * one.mass * pull;
            }
        }
    }
    for body in bodies {
        for k in 0..3 {
            body.position[k] += step * body.velocity[k];
        }
    }
}

fn main() {
    bench_programs::rounds(|| {
        let mut system = bodies();
        for _ in 0..100_000 {
            advance(&mut system, 0.001);
        }
        mandelbrot(400) ^ system[1].position[0].to_bits()
    });
}
